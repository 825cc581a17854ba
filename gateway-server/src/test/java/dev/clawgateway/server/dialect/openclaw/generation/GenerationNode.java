package dev.clawgateway.server.dialect.openclaw.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenClaw's node host: it says where programs are. */
final class GenerationNode extends GenerationProgram {
    static final String COMMAND = "system.which";

    private final String id;
    private final Map<String, Integer> ran = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    GenerationNode(
            GenerationSheet sheet,
            Supplier<TestGateway> gateway,
            String secret,
            GenerationFiles files) {
        super(sheet, gateway, secret, files);
        this.id = Objects.requireNonNull(files.device()).id();
    }

    /** Its device, which is the node's id. */
    String id() {
        return id;
    }

    @Override
    boolean node() {
        return true;
    }

    @Override
    void introduce(ObjectNode params, ObjectNode client) {
        client.put("id", "node-host").put("mode", "node").put("displayName", "rack3-slot7");
        if (!sheet.of("family of a node").isEmpty()) {
            client.put("deviceFamily", sheet.of("family of a node"));
        }
        params.put("role", "node").putArray("scopes");
        params.putArray("caps").add("system");
        params.putArray("commands").add(COMMAND);
    }

    @Override
    void in(GenerationLine open) throws IOException {
        if (sheet.is("tells of itself", "yes")) {
            ObjectNode stats = object().put("event", "node.host.stats");
            stats.put(
                    "payloadJSON",
                    "{\"cpuCount\":64,\"memoryTotalBytes\":540000000000,\"memoryFreeBytes\":1,"
                            + "\"diskTotalBytes\":2,\"diskAvailableBytes\":1}");
            open.send(request("node.event", stats));
            open.send(request("node.runnerInventory.update", object()));
            open.send(request("node.skills.update", object()));
            open.send(request("node.pluginTools.update", object()));
        }
    }

    @Override
    void heard(GenerationLine open, JsonNode message) throws IOException {
        if (message.path("type").asString().equals("res")) {
            assertThat(message.path("ok").asBoolean()).as("%s", message).isTrue();
            return;
        }
        events.add(message);
        if (message.path("event").asString().equals("node.invoke.request")) {
            ran(open, message.path("payload"));
        }
    }

    private void ran(GenerationLine open, JsonNode order) throws IOException {
        assertThat(order.path("nodeId").asString()).isEqualTo(id);
        assertThat(order.path("command").asString()).isEqualTo(COMMAND);
        assertThat(order.path("timeoutMs").isIntegralNumber()).isTrue();
        ran.merge(order.path("idempotencyKey").asString(), 1, Integer::sum);
        ObjectNode result = object().put("id", order.path("id").asString()).put("nodeId", id);
        switch (wanted(order).path("what").asString("")) {
            case "nothing" -> {
                return;
            }
            case "fail" ->
                    result.put("ok", false)
                            .putObject("error")
                            .put("code", "GONE")
                            .put("message", "no such thing");
            default ->
                    result.put("ok", true)
                            .put("payloadJSON", "{\"bins\":{\"sh\":\"/usr/bin/sh\"}}");
        }
        open.send(request("node.invoke.result", result));
    }

    private static JsonNode wanted(JsonNode order) {
        try {
            return JsonTree.parse(order.path("paramsJSON").asString("{}"));
        } catch (JsonFormatException e) {
            throw new AssertionError(order.toString(), e);
        }
    }

    @Override
    void out() {
        // It asks nobody anything.
    }

    /** How often it ran what was asked under a key. */
    int ran(String key) {
        return ran.getOrDefault(key, 0);
    }

    /** The names of events that it was told, in order. */
    List<String> events() {
        return events.stream().map(event -> event.path("event").asString()).toList();
    }
}
