package dev.clawgateway.simulation.peer.registry;

import dev.clawgateway.protocol.membership.MemberBody;
import dev.clawgateway.protocol.membership.MembershipAnswer;
import dev.clawgateway.protocol.membership.MembershipJson;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberRequest;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What members ask of the membership registry, in its dialect. */
final class MembershipAsk {
    private static final String NODES = "/cluster/nodes";
    private static final String WORKER = "worker";
    private static final String NODE_URL = "node://";

    private MembershipAsk() {}

    /** Registers; null lets the gateway make an id. */
    static HttpAsk enter(@Nullable String id, String url, String cluster) {
        StringBuilder body = new StringBuilder("{");
        if (id != null) {
            body.append("\"id\":\"").append(id).append("\",");
        }
        body.append("\"url\":\"").append(url).append("\",\"clusterId\":\"").append(cluster);
        body.append("\",\"role\":\"worker\",\"tags\":[\"t\"]}");
        return new HttpAsk(
                new MemberRequest.Enter(id, url, cluster),
                "POST",
                "/cluster/register",
                body.toString(),
                MembershipAsk::member);
    }

    static HttpAsk pulse(String id, boolean withBody) {
        return new HttpAsk(
                new MemberRequest.Pulse(id),
                "POST",
                "/api/cluster/heartbeat/" + id,
                withBody ? "{\"status\":\"active\",\"metadata\":{\"uptime\":12.5}}" : "",
                _ -> new MemberAnswer.Success());
    }

    static HttpAsk enable(String id) {
        return done(new MemberRequest.Enable(id), "PATCH", NODES + "/" + id + "/enable");
    }

    static HttpAsk disable(String id) {
        return done(new MemberRequest.Disable(id), "PATCH", NODES + "/" + id + "/disable");
    }

    static HttpAsk delete(String id) {
        return done(new MemberRequest.Delete(id), "DELETE", NODES + "/" + id);
    }

    static HttpAsk one(String id) {
        return new HttpAsk(
                new MemberRequest.AskMember(id),
                "GET",
                NODES + "/" + id,
                "",
                MembershipAsk::member);
    }

    static HttpAsk all() {
        return new HttpAsk(
                new MemberRequest.AskMembers(), "GET", NODES, "", MembershipAsk::members);
    }

    static HttpAsk serve(boolean serving) {
        return done(
                new MemberRequest.Serve(serving),
                "POST",
                serving ? "/cluster/enable-serving" : "/cluster/disable-serving");
    }

    /** Anything that is only looked at. */
    static HttpAsk look(String path) {
        return done(new MemberRequest.Look(path), "GET", path);
    }

    private static HttpAsk done(MemberRequest what, String method, String path) {
        return new HttpAsk(what, method, path, "", _ -> new MemberAnswer.Success());
    }

    private static MemberAnswer member(byte[] body) {
        MemberBody node = read(body, MembershipAnswer.OfMember.class).node();
        return new MemberAnswer.Member(node.id(), node.url(), node.status());
    }

    /** The gateway and its nodes are in the list too, and are no members. */
    private static MemberAnswer members(byte[] body) {
        SortedMap<String, String> statuses = new TreeMap<>();
        for (MemberBody node : read(body, MembershipAnswer.Members.class).nodes()) {
            if (node.role().equals(WORKER) && !node.url().startsWith(NODE_URL)) {
                statuses.put(node.id(), node.status());
            }
        }
        return new MemberAnswer.Members(statuses);
    }

    private static <T> T read(byte[] body, Class<T> type) {
        try {
            return MembershipJson.read(body, type);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the registry answered " + new String(body, StandardCharsets.UTF_8), e);
        }
    }
}
