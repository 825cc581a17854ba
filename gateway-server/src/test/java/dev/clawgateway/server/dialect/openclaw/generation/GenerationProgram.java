package dev.clawgateway.server.dialect.openclaw.generation;

import static org.awaitility.Awaitility.await;

import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestDevice;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A program of one generation as the protocol describes it: it connects, and comes back by itself
 * whatever becomes of the connection. Of the dialect's own code it uses nothing.
 */
abstract class GenerationProgram implements AutoCloseable {
    /** Everything takes a tenth of the time that it takes in the field. */
    private static final int HURRY = 10;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1).dividedBy(HURRY);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30).dividedBy(HURRY);
    private static final Duration UNGREETED = Duration.ofMillis(750).dividedBy(HURRY);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final GenerationSheet sheet;
    private final Supplier<TestGateway> gateway;
    private final String secret;
    private final GenerationFiles files;
    private final List<GenerationLine.End> ends = new CopyOnWriteArrayList<>();
    private final List<JsonNode> refusals = new CopyOnWriteArrayList<>();
    private final List<JsonNode> welcomes = new CopyOnWriteArrayList<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<AssertionError> broken = new CopyOnWriteArrayList<>();
    private final Semaphore startedByHand = new Semaphore(0);
    private final Semaphore over = new Semaphore(0);
    private volatile @Nullable GenerationLine line;
    private volatile boolean done;
    private String instance = UUID.randomUUID().toString();
    private long requests;

    /**
     * Of a generation.
     *
     * @param gateway the one that is there when it connects
     */
    GenerationProgram(
            GenerationSheet sheet,
            Supplier<TestGateway> gateway,
            String secret,
            GenerationFiles files) {
        this.sheet = sheet;
        this.gateway = gateway;
        this.secret = secret;
        this.files = files;
    }

    abstract boolean node();

    /** What it says of itself beside what all say: {@code client}, {@code role} and so on. */
    abstract void introduce(ObjectNode params, ObjectNode client);

    /** It was let in. */
    abstract void in(GenerationLine open) throws IOException;

    /** It was told something. */
    abstract void heard(GenerationLine open, JsonNode message) throws IOException;

    /** The connection is gone. */
    abstract void out();

    static ObjectNode object() {
        return JsonTree.MAPPER.createObjectNode();
    }

    void start() {
        Thread.ofVirtual().name(sheet + " " + getClass().getSimpleName()).start(this::live);
    }

    private void live() {
        Duration pause = FIRST_PAUSE;
        while (!done) {
            int before = welcomes.size();
            Duration told = Duration.ZERO;
            try {
                told = connection();
            } catch (GenerationLine.Closed closed) {
                ends.add(closed.end());
            } catch (IOException _) {
                ends.add(GenerationLine.End.CUT);
            } catch (AssertionError e) {
                broken.add(e);
                done = true;
            } finally {
                line = null;
                out();
            }
            pause = welcomes.size() > before ? FIRST_PAUSE : pause;
            rest(pause.compareTo(told) > 0 ? pause : told);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }

    /** Ends early with the program. */
    private void rest(Duration pause) {
        try {
            if (over.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                over.release();
            }
        } catch (InterruptedException _) {
            done = true;
        }
    }

    /**
     * One connection to its end.
     *
     * @return how long it was told to wait before the next
     */
    private Duration connection() throws IOException {
        GenerationLine open = new GenerationLine(socket(), node());
        line = open;
        JsonNode challenge = null;
        if (sheet.is("says first", "nothing")) {
            challenge = open.read();
        } else {
            rest(UNGREETED);
        }
        open.send(connect(challenge == null ? null : challenge.path("payload")));
        JsonNode answer = open.read();
        if (!answer.path("ok").asBoolean(false)) {
            refusals.add(answer.path("error"));
            try {
                open.read();
            } catch (GenerationLine.Closed closed) {
                ends.add(closed.end());
            }
            return waits(answer.path("error"));
        }
        JsonNode given = answer.path("payload").path("auth").path("deviceToken");
        if (given.isString()) {
            files.keep(given.stringValue());
        }
        in(open);
        welcomes.add(answer.path("payload"));
        while (true) {
            heard(open, open.read());
        }
    }

    /** Whoever speaks first comes to a port where others do so too, and offers nothing. */
    private RawClient socket() throws IOException {
        TestGateway now = gateway.get();
        return sheet.is("says first", "nothing")
                ? RawClient.connect(now.address(OpenClawListeners.OWN))
                : RawClient.plain(now.address(), "/");
    }

    private Duration waits(JsonNode error) {
        JsonNode details = error.path("details");
        switch (sheet.of("told to wait")) {
            case "is restarted" -> instance = UUID.randomUUID().toString();
            case "pauses" -> startedByHand.acquireUninterruptibly();
            default -> {
                if (details.path("pauseReconnect").asBoolean(true)) {
                    startedByHand.acquireUninterruptibly();
                }
                return Duration.ofMillis(error.path("retryAfterMs").asLong(0)).dividedBy(HURRY);
            }
        }
        return Duration.ZERO;
    }

    /**
     * The first request.
     *
     * @param challenge what it carries; null where there was none
     */
    private ObjectNode connect(@Nullable JsonNode challenge) {
        ObjectNode params =
                object().put("minProtocol", sheet.protocol()).put("maxProtocol", sheet.protocol());
        ObjectNode client = params.putObject("client").put("version", sheet.of("version"));
        client.put("platform", "linux").put("instanceId", instance);
        introduce(params, client);
        String kept = files.token();
        String member = kept == null ? "token" : sheet.of("shows its token as");
        String value = kept == null ? secret : kept;
        params.putObject("auth").put(member, value);
        if (sheet.is("members of its own", "yes")) {
            client.put("buildId", "b-1").put("timeZone", "Europe/Berlin");
            params.putObject("modelCatalog").put("version", 1);
        }
        TestDevice device = files.device();
        if (device != null) {
            sign(params, device, value, challenge);
        }
        shown.add(kept == null ? "secret" : "device token");
        return request("connect", params);
    }

    private void sign(
            ObjectNode params, TestDevice known, String secretOrToken, @Nullable JsonNode told) {
        String nonce = told == null ? null : told.path("nonce").asString();
        long at =
                told != null && sheet.is("signed at", "the challenge's")
                        ? told.path("ts").asLong()
                        : Instant.now().toEpochMilli();
        JsonNode client = params.path("client");
        StringBuilder scopes = new StringBuilder();
        for (JsonNode scope : params.path("scopes")) {
            scopes.append(scopes.isEmpty() ? "" : ",").append(scope.asString());
        }
        String signed =
                String.join(
                        "|",
                        sheet.of("signature"),
                        known.id(),
                        client.path("id").asString(),
                        client.path("mode").asString(),
                        params.path("role").asString(),
                        scopes,
                        Long.toString(at),
                        secretOrToken);
        if (nonce != null) {
            signed += "|" + nonce;
        }
        if (sheet.is("signature", "v3")) {
            String family = client.path("deviceFamily").asString("");
            signed += "|linux|" + family.toLowerCase(Locale.ROOT);
        }
        ObjectNode shows =
                params.putObject("device")
                        .put("id", known.id())
                        .put("publicKey", known.publicKey());
        shows.put("signature", known.sign(signed.getBytes(StandardCharsets.UTF_8)));
        shows.put("signedAt", at);
        if (nonce != null) {
            shows.put("nonce", nonce);
        }
    }

    /** A request of its own form; without params where there are none. */
    synchronized ObjectNode request(String method, @Nullable ObjectNode params) {
        String id = UUID.randomUUID().toString();
        if (sheet.is("ids of requests", "counted")) {
            requests++;
            id = requests + ":" + id;
        }
        ObjectNode frame = object().put("type", "req").put("id", id).put("method", method);
        if (sheet.is("members of its own", "yes")) {
            frame.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        }
        if (params != null) {
            frame.set("params", params);
        }
        return frame;
    }

    /** Its connection; it must have one. */
    GenerationLine line() throws IOException {
        GenerationLine now = line;
        if (now == null) {
            throw new IOException("not connected");
        }
        return now;
    }

    /** Waits until it was let in so many times in all. */
    JsonNode awaitIn(int times) {
        await().atMost(PATIENCE).until(() -> welcomes.size() >= times);
        return welcomes.get(times - 1);
    }

    /** Waits until it was refused, and returns the first refusal. */
    JsonNode awaitRefusal() {
        await().atMost(PATIENCE).until(() -> !refusals.isEmpty());
        return refusals.getFirst();
    }

    /** Whoever paused is started again by somebody. */
    void startAgain() {
        startedByHand.release();
    }

    /** How its connections ended, the refused ones among them. */
    List<GenerationLine.End> ends() {
        return ends;
    }

    /** What it showed each time it connected: the secret, or the token that it had been given. */
    List<String> shown() {
        return shown;
    }

    /** What it was told that is not as the protocol says. */
    List<AssertionError> broken() {
        return broken;
    }

    /** Its connection breaks; it does not know by what. */
    void cut() throws IOException {
        line().cut();
    }

    @Override
    public void close() {
        done = true;
        over.release();
        startedByHand.release();
        GenerationLine now = line;
        if (now != null) {
            try {
                now.leave();
                now.cut();
            } catch (IOException _) {
                // It was gone already.
            }
        }
    }
}
