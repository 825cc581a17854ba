package dev.clawgateway.server.dialect.openclaw.agent;

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

/**
 * A session of a node with GPUs: what the cluster wants of it, as commands of its agent. Our drain
 * is none of them: the agent's own would stop all that it runs.
 */
final class AgentLink implements NodeLink {
    private final GpuNode node;
    private final Session session;
    private final InvokeLine line;

    AgentLink(GpuNode node, Session session, InvokeLine line) {
        this.node = node;
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
    public boolean close(CloseReason why) {
        return switch (why) {
            case SUPERSEDED ->
                    handOver(() ->
                            session.close(
                                    CloseCode.POLICY,
                                    "a newer session registered this node",
                                    "superseded"));
            case LOST ->
                    handOver(() ->
                            session.close(
                                    CloseCode.POLICY,
                                    "silent for so long that its work is lost",
                                    "silent"));
            case SLOW_CONSUMER -> {
                session.slowConsumer();
                yield true;
            }
        };
    }

    @Override
    public void execute(Runnable task) {
        session.execute(() -> {
            if (!session.closing()) {
                task.run();
            }
        });
    }

    @Override
    public void ping(Duration within, Consumer<Boolean> answer) {
        session.ping(within, answer);
    }

    private boolean handOver(Runnable task) {
        return session.handOver(() -> {
            if (!session.closing()) {
                task.run();
            }
        });
    }
}
