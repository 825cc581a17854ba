package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.net.websocket.Session;

/** Who speaks on a session, as long as nobody is asked for more than a name. */
final class Callers {
    private static final String CLAW = "claw";

    private Callers() {}

    static Caller node(Session session, NodeId id) {
        return Caller.of(new Principal.Node(id), CLAW, session.peer());
    }

    static Caller operator(Session session) {
        return Caller.of(new Principal.Operator(null), CLAW, session.peer());
    }
}
