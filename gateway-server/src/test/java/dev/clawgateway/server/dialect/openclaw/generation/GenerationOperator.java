package dev.clawgateway.server.dialect.openclaw.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenClaw's command line, and whatever stays connected to ask. */
final class GenerationOperator extends GenerationProgram {
    private static final int PATIENCE_SECONDS = 20;

    private final List<String> scopes;
    private final Map<String, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    GenerationOperator(
            GenerationSheet sheet,
            Supplier<TestGateway> gateway,
            String secret,
            GenerationFiles files,
            List<String> scopes) {
        super(sheet, gateway, secret, files);
        this.scopes = scopes;
    }

    @Override
    boolean node() {
        return false;
    }

    @Override
    void introduce(ObjectNode params, ObjectNode client) {
        client.put("id", "cli").put("mode", "cli");
        params.put("role", "operator");
        scopes.forEach(params.putArray("scopes")::add);
        params.putArray("caps");
    }

    @Override
    void in(GenerationLine open) {
        // It asks when it is told to.
    }

    @Override
    void heard(GenerationLine open, JsonNode message) {
        if (message.path("type").asString().equals("event")) {
            events.add(message.path("event").asString());
            return;
        }
        CompletableFuture<JsonNode> question = asked.remove(message.path("id").asString());
        assertThat(question).as("asked, and not answered yet: %s", message).isNotNull();
        Objects.requireNonNull(question).complete(message);
    }

    @Override
    void out() {
        asked.values()
                .forEach(question ->
                        question.completeExceptionally(new IOException("the connection is gone")));
        asked.clear();
    }

    /** Asks, and waits for nothing. */
    CompletableFuture<JsonNode> begin(String method, @Nullable ObjectNode params)
            throws IOException {
        ObjectNode frame = request(method, params);
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(frame.path("id").asString(), answer);
        line().send(frame);
        return answer;
    }

    /** Waits for the answer. */
    static JsonNode answer(CompletableFuture<JsonNode> question)
            throws InterruptedException, ExecutionException, TimeoutException {
        return question.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Asks for what there is; the answer must be what was asked for. */
    JsonNode ask(String method, @Nullable ObjectNode params) throws Exception {
        JsonNode answer = answer(begin(method, params));
        assertThat(answer.path("ok").asBoolean()).as("%s", answer).isTrue();
        return answer.path("payload");
    }

    /** The same, where there is nothing to say, in the form of its generation. */
    JsonNode ask(String method) throws Exception {
        return ask(method, sheet.is("nothing to ask for", "absent") ? null : object());
    }

    /** Asks; the answer must be an error. */
    JsonNode refused(String method, ObjectNode params) throws Exception {
        JsonNode answer = answer(begin(method, params));
        assertThat(answer.path("ok").asBoolean(true)).as("%s", answer).isFalse();
        return answer.path("error");
    }

    /** To have a node say where a program is. */
    ObjectNode invoke(String node, String key, String what) {
        ObjectNode params =
                object().put("nodeId", node)
                        .put("command", GenerationNode.COMMAND)
                        .put("idempotencyKey", key)
                        .put("timeoutMs", 15_000);
        params.putObject("params").put("what", what).putArray("bins").add("sh");
        if (sheet.is("members of its own", "yes")) {
            params.put("sessionKey", "main").put("turnSourceChannel", "webchat");
        }
        return params;
    }

    /** The names of events that it was told, in order. */
    List<String> events() {
        return events;
    }
}
