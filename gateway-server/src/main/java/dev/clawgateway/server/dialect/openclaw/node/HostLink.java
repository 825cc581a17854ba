package dev.clawgateway.server.dialect.openclaw.node;

import dev.clawgateway.control.links.InvokeOrder;
import dev.clawgateway.control.links.NodeConfiguration;
import dev.clawgateway.control.links.NodeLink;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import java.time.Duration;
import java.util.function.Consumer;

/** A session of a node that runs commands and no workloads: nothing else is wanted of it. */
final class HostLink implements NodeLink {
    private final Session session;
    private final InvokeLine line;

    HostLink(Session session, InvokeLine line) {
        this.session = session;
        this.line = line;
    }

    @Override
    public SessionId session() {
        return session.id();
    }

    @Override
    public boolean open() {
        return !session.closing();
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

    @Override
    public boolean invoke(InvokeOrder order) {
        return session.handOver(() -> line.order(order));
    }

    @Override
    public boolean saysWhenDispatched() {
        return true;
    }

    @Override
    public boolean cancel(String invocation) {
        return session.handOver(() -> line.cancel(invocation));
    }

    @Override
    public boolean configure(NodeConfiguration configuration) {
        return open();
    }

    @Override
    public boolean close(CloseReason why) {
        session.close(CloseCode.POLICY, "closed by the gateway", "closed");
        return true;
    }

    @Override
    public void execute(Runnable task) {
        session.execute(task);
    }

    @Override
    public void ping(Duration within, Consumer<Boolean> answer) {
        session.ping(within, answer);
    }
}
