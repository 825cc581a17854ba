package dev.clawgateway.server.dialect.api.member;

import dev.clawgateway.control.operations.discovery.DiscoveryOperations;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer;
import dev.clawgateway.protocol.discovery.DiscoveryCodec;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The members of the discovery registry. */
public final class DiscoveryNoun implements ApiNoun {
    /** What is not there where there is no such registry. */
    public static final Set<String> IDS =
            Set.of(
                    "listDiscovered",
                    "getDiscoveredLeader",
                    "getDiscoveryStats",
                    "startDiscoveryOver",
                    "removeDiscovered");

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final DiscoveryOperations discovery;

    public DiscoveryNoun(DiscoveryOperations discovery) {
        this.discovery = discovery;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of(
                "listDiscovered",
                call ->
                        discovery.list(
                                call.caller(),
                                null,
                                call.replyJson(list -> bytes(MemberWords.of(list)))),
                "getDiscoveredLeader",
                call ->
                        discovery.leader(
                                call.caller(),
                                call.replyJson(leader -> bytes(MemberWords.of(leader)))),
                "getDiscoveryStats",
                call ->
                        discovery.counts(
                                call.caller(),
                                call.replyJson(counts -> bytes(MemberWords.of(counts)))),
                "startDiscoveryOver",
                call ->
                        discovery.reset(
                                call.caller(),
                                call.replyJson(done ->
                                        DiscoveryCodec.write(
                                                new DiscoveryAnswer.WasReset(
                                                        done.removed(), done.version())))),
                "removeDiscovered",
                this::remove);
    }

    private void remove(ApiCall call) {
        String id = call.parameter("id");
        discovery.remove(
                call.caller(),
                // As a number or as a string: both name the same.
                new MemberId(id, false),
                call.reply(removed ->
                        removed
                                ? RouteAnswer.json(OK, done(id))
                                : call.problem(NOT_FOUND, "not_found", "no member with id " + id)));
    }

    static byte[] done(String id) {
        return JsonTree.write(out -> out.required("member_id", Kinds.TEXT, id));
    }

    static byte[] bytes(JsonNode words) {
        return JsonTree.MAPPER.writeValueAsBytes(words);
    }
}
