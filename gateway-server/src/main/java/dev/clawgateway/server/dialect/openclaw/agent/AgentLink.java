package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.control.links.InvokeOrder;
import dev.clawgateway.control.links.NodeConfiguration;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.server.dialect.SessionLink;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;

/**
 * A session of a node with GPUs: what the cluster wants of it, as commands of its agent. Our drain
 * is none of them: the agent's own would stop all that it runs.
 */
final class AgentLink extends SessionLink {
    private final GpuNode node;
    private final Session session;
    private final InvokeLine line;

    AgentLink(GpuNode node, Session session, InvokeLine line) {
        super(session);
        this.node = node;
        this.session = session;
        this.line = line;
    }

    @Override
    public boolean admit(Effect.Admit admission) {
        return handOver(() -> node.admitted(admission.node()));
    }

    @Override
    public void refuse(ErrorCode why, String detail) {
        execute(() -> node.refused(why, detail));
    }

    @Override
    public boolean start(Effect.Start start) {
        return handOver(() -> node.start(start));
    }

    @Override
    public boolean stop(Effect.Stop stop) {
        return handOver(() -> node.stop(stop));
    }

    @Override
    public boolean invoke(InvokeOrder order) {
        return handOver(() -> line.order(order));
    }

    @Override
    public boolean saysWhenDispatched() {
        return true;
    }

    @Override
    public boolean cancel(String invocation) {
        return handOver(() -> line.cancel(invocation));
    }

    /** Sends nothing: the agent beats every 30 s whatever it is told. */
    @Override
    public boolean configure(NodeConfiguration configuration) {
        return open();
    }

    @Override
    protected void superseded() {
        session.close(CloseCode.POLICY, "a newer session registered this node", "superseded");
    }
}
