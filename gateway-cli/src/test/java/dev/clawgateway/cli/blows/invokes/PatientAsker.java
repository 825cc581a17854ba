package dev.clawgateway.cli.blows.invokes;

import dev.clawgateway.cli.openclaw.PlainFrames;
import dev.clawgateway.cli.openclaw.PlainSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An operator that asks everything at once, and asks again under the same keys what was not
 * answered when the connection ended, or was certainly not run.
 */
final class PatientAsker implements Callable<List<String>> {
    private static final int PAUSE_MILLIS = 100;
    private static final int TIMEOUT_MILLIS = 2500;

    private final HttpClient http;
    private final URI gateway;
    private final String secret;
    private final InvokeRecord record;
    private final CountDownLatch over;

    /** Which node is asked under a key that has no answer yet. */
    private final Map<String, String> wanted = new LinkedHashMap<>();

    /** The request that asks under a key, of this connection. */
    private final Map<String, String> asked = new HashMap<>();

    /** Keys of which no node was told; asked again once nothing else is under way. */
    private final List<String> again = new ArrayList<>();

    private final List<String> strange = new ArrayList<>();
    private int leavesAfter;
    private int requests;

    /**
     * Wants nothing yet.
     *
     * @param leavesAfter so many answers, to come again at once; 0 for never
     */
    PatientAsker(
            HttpClient http,
            URI gateway,
            String secret,
            InvokeRecord record,
            int leavesAfter,
            CountDownLatch over) {
        this.http = http;
        this.gateway = gateway;
        this.secret = secret;
        this.record = record;
        this.leavesAfter = leavesAfter;
        this.over = over;
    }

    /** Has a node run something under a key. */
    void want(String key, String node) {
        wanted.put(key, node);
    }

    /** Returns what was answered that nobody asked for; when everything has an answer. */
    @Override
    public List<String> call() throws InterruptedException {
        while (!wanted.isEmpty() && over.getCount() > 0) {
            session();
            over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return strange;
    }

    private void session() throws InterruptedException {
        int life = record.life();
        asked.clear();
        again.clear();
        try {
            PlainSocket socket = PlainSocket.open(http, gateway);
            socket.read();
            socket.send(PlainFrames.operator(secret));
            if (!socket.read().path("ok").asBoolean(false) || life != record.life()) {
                socket.cut();
                return;
            }
            for (String key : List.copyOf(wanted.keySet())) {
                ask(socket, key, life);
            }
            while (!wanted.isEmpty()) {
                if (asked.isEmpty()) {
                    askAgain(socket, life);
                }
                heard(socket.read(), life);
                if (leavesAfter > 0 && record.answers() > leavesAfter) {
                    leavesAfter = 0;
                    break;
                }
            }
            socket.cut();
        } catch (IOException _) {
            // The gateway is dead.
        }
    }

    private void askAgain(PlainSocket socket, int life) throws IOException, InterruptedException {
        over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        for (String key : List.copyOf(again)) {
            ask(socket, key, life);
        }
        again.clear();
    }

    private void ask(PlainSocket socket, String key, int life) throws IOException {
        requests++;
        String id = "q" + requests;
        asked.put(id, key);
        record.asked(key, life);
        ObjectNode params =
                PlainFrames.object()
                        .put("nodeId", wanted.get(key))
                        .put("command", CountingNode.COMMAND)
                        .put("timeoutMs", TIMEOUT_MILLIS)
                        .put("idempotencyKey", key);
        socket.send(PlainFrames.request(id, "node.invoke", params));
    }

    private void heard(JsonNode message, int life) {
        if (!message.path("type").asString("").equals("res")) {
            return;
        }
        String key = asked.remove(message.path("id").asString(""));
        if (key == null) {
            strange.add(message.toString());
            return;
        }
        JsonNode details = message.path("error").path("details");
        if (message.path("ok").asBoolean(false)) {
            answered(key, life, "ok");
        } else if (details.path("nodeCommandDispatched").asBoolean(true)) {
            answered(key, life, details.path("nodeError").path("code").asString("none"));
        } else {
            record.notRun(key, life);
            again.add(key);
        }
    }

    private void answered(String key, int life, String word) {
        wanted.remove(key);
        record.answered(key, life, word);
    }
}
