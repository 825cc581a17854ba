package dev.clawgateway.server.dialect.api.gateway;

import dev.clawgateway.control.operations.sessions.OpenSession;
import dev.clawgateway.control.operations.sessions.SessionOperations;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import dev.clawgateway.server.dialect.api.ApiPages;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Who is connected by a session. */
public final class SessionNoun implements ApiNoun {
    private final SessionOperations sessions;

    public SessionNoun(SessionOperations sessions) {
        this.sessions = sessions;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of("listSessions", this::list);
    }

    private void list(ApiCall call) {
        String kind = call.arguments().text("kind");
        String node = call.arguments().text("node");
        Predicate<OpenSession> wanted =
                session ->
                        (kind == null || word(session).equals(kind))
                                && (node == null || isOf(session, node));
        ApiPages.asked(
                call,
                page ->
                        sessions.list(
                                call.caller(),
                                wanted,
                                page,
                                call.reply(part ->
                                        ApiPages.unrevised(
                                                call, part.map(SessionNoun::words), Kinds.JSON))));
    }

    private static String word(OpenSession session) {
        return session.kind().name().toLowerCase(Locale.ROOT);
    }

    private static boolean isOf(OpenSession session, String node) {
        return node.equalsIgnoreCase(node(session));
    }

    private static @Nullable String node(OpenSession session) {
        return session.who() instanceof Principal.Node(NodeId id) ? id.toString() : null;
    }

    private static JsonNode words(OpenSession session) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("session_id", session.id().toString())
                .put("epoch", session.id().epoch())
                .put("kind", word(session))
                .put("node_id", node(session))
                .put(
                        "operator",
                        session.who() instanceof Principal.Operator(String name) ? name : null)
                .put("address", session.peer().address())
                .put("port", session.peer().port())
                .put("listener", session.peer().listener())
                .put("since", session.since().toString())
                .put("last_heard", session.lastHeard().toString());
    }
}
