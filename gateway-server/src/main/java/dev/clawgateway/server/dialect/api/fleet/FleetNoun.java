package dev.clawgateway.server.dialect.api.fleet;

import dev.clawgateway.control.operations.PlacementOperations;
import dev.clawgateway.control.operations.fleet.FleetMap;
import dev.clawgateway.control.operations.fleet.FleetOperations;
import dev.clawgateway.core.placement.Advice;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import dev.clawgateway.server.dialect.api.ApiPages;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The fleet as a whole, and what waits for it. */
public final class FleetNoun implements ApiNoun {
    private static final int OK = 200;

    private final FleetOperations fleet;
    private final PlacementOperations placement;
    private final Time time;

    /** The last map, as it was written: many are told the same. */
    private volatile @Nullable Written latest;

    private record Written(FleetMap map, ByteBuffer utf8) {}

    public FleetNoun(FleetOperations fleet, PlacementOperations placement, Time time) {
        this.fleet = fleet;
        this.placement = placement;
        this.time = time;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of(
                "getFleet",
                call -> fleet.show(call.caller(), call.replyJson(all -> bytes(FleetWords.of(all)))),
                "getFleetMap",
                call -> fleet.map(call.caller(), call.reply(this::written)),
                "listQueue",
                this::queue,
                "getQueueMoves",
                call -> placement.advise(call.caller(), call.replyJson(FleetNoun::moves)));
    }

    private RouteAnswer written(FleetMap map) {
        Written known = latest;
        if (known == null || !known.map().equals(map)) {
            known = new Written(map, ByteBuffer.wrap(MapWords.of(map)));
            latest = known;
        }
        return new RouteAnswer(OK, "application/json", known.utf8().duplicate(), Map.of());
    }

    private void queue(ApiCall call) {
        Instant now = time.now();
        ApiPages.asked(
                call,
                page ->
                        placement.queue(
                                call.caller(),
                                page,
                                call.reply(part ->
                                        ApiPages.answer(
                                                call,
                                                part.map(entry -> QueueWords.of(entry, now)),
                                                Kinds.JSON))));
    }

    private static byte[] moves(Optional<Advice> advice) {
        ObjectNode words = JsonNodeFactory.instance.objectNode();
        words.put("workload_id", advice.map(one -> one.beneficiary().toString()).orElse(null));
        ArrayNode moves = words.putArray("moves");
        advice.ifPresent(one ->
                one.moves()
                        .forEach(move ->
                                moves.addObject()
                                        .put("workload_id", move.workload().toString())
                                        .put("from", move.from().toString())
                                        .put("to", move.to().toString())));
        return bytes(words);
    }

    private static byte[] bytes(JsonNode words) {
        return JsonTree.MAPPER.writeValueAsBytes(words);
    }
}
