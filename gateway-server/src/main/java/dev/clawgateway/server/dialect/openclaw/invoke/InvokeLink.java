package dev.clawgateway.server.dialect.openclaw.invoke;

import dev.clawgateway.control.links.InvokeOrder;
import dev.clawgateway.control.links.NodeConfiguration;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.server.dialect.SessionLink;

/** What is the same of every session of a node of this dialect: it is asked to run commands. */
public abstract class InvokeLink extends SessionLink {
    private final Session session;
    private final InvokeLine line;

    protected InvokeLink(Session session, InvokeLine line) {
        super(session);
        this.session = session;
        this.line = line;
    }

    @Override
    public final boolean invoke(InvokeOrder order) {
        return handOver(() -> line.order(order));
    }

    @Override
    public final boolean saysWhenDispatched() {
        return true;
    }

    @Override
    public final boolean cancel(String invocation) {
        return handOver(() -> line.cancel(invocation));
    }

    /** Sends nothing: such nodes beat when they like, whatever they are told. */
    @Override
    public final boolean configure(NodeConfiguration configuration) {
        return open();
    }

    @Override
    protected final void superseded() {
        session.close(CloseCode.POLICY, "a newer session registered this node", "superseded");
    }
}
