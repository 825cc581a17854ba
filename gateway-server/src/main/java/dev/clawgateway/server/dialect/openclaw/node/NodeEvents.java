package dev.clawgateway.server.dialect.openclaw.node;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.server.dialect.openclaw.agent.GpuNode;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeAnswer;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.method.ParamReader;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What nodes tell: answers to invokes, signs of life, how their machine does. */
public final class NodeEvents {
    private static final String STATS = "node.host.stats";

    /** Numbers that a machine tells of itself. */
    private static final List<String> NUMBERS =
            List.of(
                    "cpuCount",
                    "memoryTotalBytes",
                    "memoryFreeBytes",
                    "diskTotalBytes",
                    "diskAvailableBytes");

    private static final int LOADS = 3;

    private final OpenClawNodes nodes;
    private final BiConsumer<String, JsonNode> broadcast;
    private final Time time;

    /**
     * Over the seats of nodes.
     *
     * @param broadcast tells an event to whoever may know of it
     */
    public NodeEvents(OpenClawNodes nodes, BiConsumer<String, JsonNode> broadcast, Time time) {
        this.nodes = nodes;
        this.broadcast = broadcast;
        this.time = time;
    }

    public List<MethodEntry> entries() {
        return List.of(
                MethodEntry.node("node.invoke.result", this::result),
                MethodEntry.node("node.event", this::event));
    }

    private record Result(String id, String nodeId, InvokeAnswer answer) {}

    private void result(MethodCall call) {
        Result result =
                ParamReader.read(
                        call,
                        in ->
                                new Result(
                                        in.required("id", Kinds.TEXT),
                                        in.required("nodeId", Kinds.TEXT),
                                        InvokeAnswer.read(call.params())));
        NodeSeat seat = nodes.seat(call.client());
        if (result == null) {
            return;
        } else if (!result.nodeId.equals(call.client().deviceId())) {
            call.fail(OpenClawError.invalid("nodeId mismatch"));
            return;
        }
        call.client().session().answered();
        ObjectNode done = object().put("ok", true);
        if (seat == null || !seat.line().answered(result.id, result.answer)) {
            done.put("ignored", true);
        }
        call.answer(done);
    }

    private void event(MethodCall call) {
        String event = ParamReader.read(call, in -> in.required("event", Kinds.TEXT));
        NodeSeat seat = nodes.seat(call.client());
        if (event == null) {
            return;
        } else if (seat != null && event.equals(STATS)) {
            stats(call, seat);
            return;
        } else if (seat != null && event.equals("heartbeat")) {
            GpuNode gpu = seat.gpu();
            if (gpu != null) {
                gpu.heartbeat();
            }
        }
        call.ok(); // other events are taken without a word: clients learn new ones all the time
    }

    private void stats(MethodCall call, NodeSeat seat) {
        ObjectNode stats = stats(call.params());
        if (stats == null) {
            call.ok();
            return;
        }
        stats.put("updatedAtMs", time.now().toEpochMilli());
        seat.stats().set(stats);
        ObjectNode told = object().put("nodeId", call.client().deviceId());
        told.set("hostStats", stats.deepCopy());
        broadcast.accept("node.hostStats", told);
        call.answer(
                object().put("ok", true)
                        .put("event", STATS)
                        .put("handled", true)
                        .put("reason", "updated"));
    }

    /** What is understood of it; null for nothing. */
    private static @Nullable ObjectNode stats(ObjectNode params) {
        JsonNode told = payload(params);
        if (!(told instanceof ObjectNode given)) {
            return null;
        }
        ObjectNode stats = object();
        for (String name : NUMBERS) {
            JsonNode number = given.get(name);
            if (number != null && number.isIntegralNumber()) {
                stats.set(name, number);
            }
        }
        JsonNode load = given.get("loadAverage");
        if (load != null && load.isArray() && load.size() == LOADS) {
            stats.set("loadAverage", load.deepCopy());
        }
        return stats.isEmpty() ? null : stats;
    }

    private static @Nullable JsonNode payload(ObjectNode params) {
        JsonNode text = params.get("payloadJSON");
        if (text == null || !text.isString()) {
            return params.get("payload");
        }
        try {
            return JsonTree.parse(text.stringValue());
        } catch (JsonFormatException _) {
            return null;
        }
    }

    private static ObjectNode object() {
        return JsonTree.MAPPER.createObjectNode();
    }
}
