package dev.clawgateway.server.dialect.api.node;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.control.operations.NodeOperations;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.fleet.FleetOperations;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.protocol.api.ApiChanged;
import dev.clawgateway.protocol.api.node.ApiNode;
import dev.clawgateway.protocol.api.node.ApiNodeDetail;
import dev.clawgateway.protocol.api.node.ApiReadings;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import dev.clawgateway.server.dialect.api.ApiPages;
import dev.clawgateway.server.dialect.api.stream.WatchRequests;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Nodes: what they are and have, and what operators do about them. */
public final class NodeNoun implements ApiNoun {
    private final NodeOperations nodes;
    private final FleetOperations fleet;
    private final GatewayOperations gateway;
    private final WatchRequests watches;

    public NodeNoun(
            NodeOperations nodes,
            FleetOperations fleet,
            GatewayOperations gateway,
            WatchRequests watches) {
        this.nodes = nodes;
        this.watches = watches;
        this.fleet = fleet;
        this.gateway = gateway;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        Map<String, ApiHandler> handlers = new HashMap<>();
        handlers.put("listNodes", this::list);
        handlers.put("acceptLosses", call -> gateway.acceptLosses(call.caller(), changed(call)));
        handlers.put("getNode", this::show);
        handlers.put("getNodeReadings", this::readings);
        handlers.put(
                "deleteNode", change((call, id) -> nodes.delete(call.caller(), id, changed(call))));
        handlers.put("setNodeLabel", change(this::label));
        handlers.put(
                "removeNodeLabel",
                change((call, id) ->
                        nodes.removeLabel(
                                call.caller(), id, call.parameter("key"), changed(call))));
        handlers.put("setNodeTaint", change(this::taint));
        handlers.put(
                "removeNodeTaint",
                change((call, id) ->
                        nodes.removeTaint(
                                call.caller(), id, call.parameter("key"), changed(call))));
        handlers.put("setNodeCondition", change(this::condition));
        handlers.put(
                "cordonNode",
                change((call, id) ->
                        nodes.cordon(call.caller(), id, text(call, "reason"), changed(call))));
        handlers.put(
                "uncordonNode",
                change((call, id) -> nodes.uncordon(call.caller(), id, changed(call))));
        handlers.put(
                "drainNode",
                change((call, id) ->
                        nodes.drain(call.caller(), id, true, deadline(call), changed(call))));
        handlers.put(
                "undrainNode",
                change((call, id) -> nodes.drain(call.caller(), id, false, null, changed(call))));
        return handlers;
    }

    /** What is done about a node that is known by its id. */
    @FunctionalInterface
    private interface OnNode {
        void serve(ApiCall call, NodeId id);
    }

    private ApiHandler change(OnNode what) {
        return call -> named(nodes, call, id -> what.serve(call, id));
    }

    /** Goes on with the node that the path names, by its id or by its name. */
    static void named(NodeOperations nodes, ApiCall call, Consumer<NodeId> then) {
        named(nodes, call, call.parameter("id"), then);
    }

    /** The same where it is named elsewhere. */
    public static void named(
            NodeOperations nodes, ApiCall call, String text, Consumer<NodeId> then) {
        Optional<NodeId> id = id(text);
        if (id.isPresent()) {
            then.accept(id.get());
            return;
        }
        Reply<NodeId> refused =
                call.reply(known -> {
                    throw new IllegalStateException("found " + known);
                });
        nodes.named(
                call.caller(),
                text,
                answer -> {
                    if (answer instanceof Answer.Given<NodeId>(NodeId known)) {
                        then.accept(known);
                    } else {
                        refused.answer(answer);
                    }
                });
    }

    private static Optional<NodeId> id(String text) {
        try {
            return Optional.of(NodeId.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The answer to whatever changes something, or nothing. */
    static Reply<Boolean> changed(ApiCall call) {
        return call.replyJson(changed -> JsonTree.write(ApiChanged.KIND, new ApiChanged(changed)));
    }

    private void list(ApiCall call) {
        if (WatchRequests.wanted(call)) {
            watches.nodes(
                    call, WantedNodes.selection(call.arguments()), NodeWords::listed, ApiNode.KIND);
            return;
        }
        ApiPages.asked(
                call,
                page ->
                        nodes.list(
                                call.caller(),
                                WantedNodes.selection(call.arguments()),
                                page,
                                call.reply(part ->
                                        ApiPages.answer(
                                                call, part.map(NodeWords::listed), ApiNode.KIND))));
    }

    private void show(ApiCall call) {
        named(
                nodes,
                call,
                id ->
                        fleet.node(
                                call.caller(),
                                id,
                                call.replyJson(node ->
                                        JsonTree.write(ApiNodeDetail.KIND, DeviceWords.of(node)))));
    }

    private void readings(ApiCall call) {
        named(
                nodes,
                call,
                id ->
                        fleet.readings(
                                call.caller(),
                                id,
                                call.replyJson(history ->
                                        JsonTree.write(
                                                ApiReadings.KIND, DeviceWords.of(history)))));
    }

    private void label(ApiCall call, NodeId id) {
        nodes.setLabel(call.caller(), id, call.parameter("key"), value(call), changed(call));
    }

    private void taint(ApiCall call, NodeId id) {
        nodes.setTaint(
                call.caller(), id, new Taint(call.parameter("key"), value(call)), changed(call));
    }

    private static String value(ApiCall call) {
        return call.body().path("value").asString("");
    }

    private void condition(ApiCall call, NodeId id) {
        nodes.setCondition(
                call.caller(),
                id,
                call.parameter("type"),
                call.body().path("satisfied").asBoolean()
                        ? ConditionStatus.TRUE
                        : ConditionStatus.FALSE,
                text(call, "reason"),
                changed(call));
    }

    /** A member of the body; null where it is not there, or is null. */
    static @Nullable String text(ApiCall call, String member) {
        JsonNode text = call.body().path(member);
        return text.isString() ? text.stringValue() : null;
    }

    private static @Nullable Duration deadline(ApiCall call) {
        JsonNode seconds = call.body().path("deadline_secs");
        return seconds.isNumber() ? Duration.ofSeconds(seconds.asLong()) : null;
    }
}
