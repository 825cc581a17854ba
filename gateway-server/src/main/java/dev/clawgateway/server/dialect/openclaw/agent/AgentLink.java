package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLink;

/**
 * A session of a node with GPUs: what the cluster wants of it, as commands of its agent. Our drain
 * is none of them: the agent's own would stop all that it runs.
 */
final class AgentLink extends InvokeLink {
    private final GpuNode node;

    AgentLink(GpuNode node, Session session, InvokeLine line) {
        super(session, line);
        this.node = node;
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
}
