package dev.clawgateway.server.dialect.openclaw.broadcast;

import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which events there are, and who may know of each. Nodes are told that the gateway is there, that
 * it ends, and what is addressed to them; nothing else.
 */
public final class EventTable {
    private static final Map<String, Rule> RULES = new LinkedHashMap<>();

    static {
        add("connect.challenge", Rule.ADDRESSED);
        add("presence", new Rule(Need.SCOPE, Scopes.READ, true, true));
        add("tick", new Rule(Need.NOTHING, null, false, false));
        add("shutdown", new Rule(Need.NOTHING, null, false, false));
        add("health", new Rule(Need.OPERATOR, null, false, true));
        add("node.invoke.request", Rule.ADDRESSED);
        add("node.hostStats", new Rule(Need.SCOPE, Scopes.READ, false, false));
        add("node.pair.requested", new Rule(Need.SCOPE, Scopes.PAIRING, true, false));
        add("node.pair.resolved", new Rule(Need.SCOPE, Scopes.PAIRING, true, false));
        add("device.pair.requested", new Rule(Need.SCOPE, Scopes.PAIRING, true, false));
        add("device.pair.resolved", new Rule(Need.SCOPE, Scopes.PAIRING, true, false));
        add("config.changed", new Rule(Need.SCOPE, Scopes.READ, false, false));
        add("fleet.event", Rule.ADDRESSED); // to those who subscribe
        add("fleet.gap", Rule.ADDRESSED);
    }

    private EventTable() {}

    /** What it takes to be told. */
    enum Need {
        /** To be connected. */
        NOTHING,
        OPERATOR,
        /** An operator with a scope. */
        SCOPE,
        /** It is sent to one connection, never to all. */
        ADDRESSED
    }

    /**
     * How an event is told.
     *
     * @param scope where one is needed; else null
     * @param droppable whether a client that is behind does without it; else it is closed
     * @param versioned whether it carries the versions of what it tells of
     */
    record Rule(Need need, @Nullable String scope, boolean droppable, boolean versioned) {
        static final Rule ADDRESSED = new Rule(Need.ADDRESSED, null, false, false);

        boolean lets(OpenClawClient client) {
            return switch (need) {
                case NOTHING -> true;
                case OPERATOR -> client.role() == ClientRole.OPERATOR;
                case SCOPE -> scope != null && client.may(scope);
                case ADDRESSED -> false;
            };
        }
    }

    private static void add(String event, Rule rule) {
        RULES.put(event, rule);
    }

    /** Null for one that nobody may know of. */
    static @Nullable Rule rule(String event) {
        return RULES.get(event);
    }

    /** Of all events that there are. */
    public static List<String> names() {
        return List.copyOf(RULES.keySet());
    }
}
