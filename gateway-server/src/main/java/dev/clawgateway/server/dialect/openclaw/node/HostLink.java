package dev.clawgateway.server.dialect.openclaw.node;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLink;

/** A session of a node that runs commands and no workloads: nothing else is wanted of it. */
final class HostLink extends InvokeLink {
    HostLink(Session session, InvokeLine line) {
        super(session, line);
    }

    @Override
    public boolean admit(Effect.Admit admission) {
        return open();
    }

    @Override
    public void refuse(ErrorCode why, String detail) {
        // It never asked to be registered.
    }

    @Override
    public boolean start(Effect.Start start) {
        return false;
    }

    @Override
    public boolean stop(Effect.Stop stop) {
        return false;
    }
}
