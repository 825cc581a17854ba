package dev.clawgateway.cli.blows.invokes;

import dev.clawgateway.cli.openclaw.PlainFrames;
import dev.clawgateway.cli.openclaw.PlainSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A node that writes down what it runs. It takes its time, fails now and then, says nothing at all
 * now and then, and drops dead now and then; and comes back by itself, with what it has not told
 * yet.
 */
final class CountingNode implements Runnable {
    static final String COMMAND = "gpu.list";

    private static final int FATES = 40;
    private static final int LONGEST_MILLIS = 300;
    private static final int PAUSE_MILLIS = 200;

    private final HttpClient http;
    private final URI gateway;
    private final String secret;
    private final InvokeRecord record;
    private final Random random;
    private final CountDownLatch over;
    private final PlainFrames.Device device = PlainFrames.Device.fresh();
    private final List<ObjectNode> untold = new ArrayList<>();
    private final AtomicInteger late = new AtomicInteger();
    private volatile boolean there;

    CountingNode(
            HttpClient http,
            URI gateway,
            String secret,
            InvokeRecord record,
            Random random,
            CountDownLatch over) {
        this.http = http;
        this.gateway = gateway;
        this.secret = secret;
        this.record = record;
        this.random = random;
        this.over = over;
    }

    String id() {
        return device.id();
    }

    /** Whether it is connected, as far as it knows. */
    boolean there() {
        return there;
    }

    /** Answers of its that came too late, and were taken without a word against it. */
    int late() {
        return late.get();
    }

    @Override
    public void run() {
        try {
            do {
                session();
            } while (!over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void session() throws InterruptedException {
        int life = record.life();
        try {
            PlainSocket socket = PlainSocket.open(http, gateway);
            String nonce = socket.read().path("payload").path("nonce").asString();
            socket.send(device.node(secret, COMMAND, nonce));
            if (!socket.read().path("ok").asBoolean(false) || life != record.life()) {
                socket.cut();
                return;
            }
            there = true;
            for (ObjectNode result : untold) {
                socket.send(PlainFrames.request("late", "node.invoke.result", result));
            }
            untold.clear();
            while (over.getCount() > 0) {
                heard(socket, socket.read(), life);
            }
            socket.cut();
        } catch (IOException _) {
            // It, or the gateway, is dead.
        } finally {
            there = false;
        }
    }

    private void heard(PlainSocket socket, JsonNode message, int life)
            throws IOException, InterruptedException {
        if (message.path("id").asString("").equals("late")) {
            if (message.path("payload").path("ignored").asBoolean(false)) {
                late.incrementAndGet();
            }
        } else if (message.path("event").asString("").equals("node.invoke.request")) {
            order(socket, message.path("payload"), life);
        }
    }

    private void order(PlainSocket socket, JsonNode order, int life)
            throws IOException, InterruptedException {
        record.ran(order.path("idempotencyKey").asString(), life);
        over.await(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
        int fate = random.nextInt(FATES);
        if (fate == 0) {
            socket.cut();
            throw new IOException("dropped dead");
        } else if (fate > 1) {
            tell(socket, result(order, fate > 4));
        }
    }

    private void tell(PlainSocket socket, ObjectNode result) throws IOException {
        try {
            socket.send(PlainFrames.request("r", "node.invoke.result", result));
        } catch (IOException e) {
            untold.add(result);
            throw e;
        }
    }

    private ObjectNode result(JsonNode order, boolean ok) {
        ObjectNode result =
                PlainFrames.object()
                        .put("id", order.path("id").asString())
                        .put("nodeId", id())
                        .put("ok", ok);
        if (ok) {
            result.putObject("payload").put("count", 0);
        } else {
            result.putObject("error").put("code", "COMMAND_ERROR").put("message", "no");
        }
        return result;
    }
}
