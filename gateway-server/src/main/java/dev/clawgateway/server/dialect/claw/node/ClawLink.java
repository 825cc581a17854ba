package dev.clawgateway.server.dialect.claw.node;

import dev.clawgateway.control.links.InvokeOrder;
import dev.clawgateway.control.links.NodeConfiguration;
import dev.clawgateway.control.links.NodeLink;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session of a node that speaks claw: what the cluster wants of it, as frames. */
final class ClawLink implements NodeLink {
    private final Session session;
    private final NodeLine line;
    private final NodeRegistration registration;

    ClawLink(Session session, NodeLine line, NodeRegistration registration) {
        this.session = session;
        this.line = line;
        this.registration = registration;
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
        return handOver(() -> registration.admit(admission.node(), this));
    }

    @Override
    public void refuse(ErrorCode why, String detail) {
        execute(() -> registration.refuse(why, detail));
    }

    @Override
    public boolean start(Effect.Start start) {
        return handOver(() -> line.command(NodeFrames.start(start)));
    }

    @Override
    public boolean stop(Effect.Stop stop) {
        return handOver(() -> line.command(NodeFrames.stop(stop, registration.asksForFleet())));
    }

    @Override
    public boolean invoke(InvokeOrder order) {
        return handOver(() -> line.command(NodeFrames.invoke(order)));
    }

    /** Sends nothing: claw has no frame that takes an invoke back, so the node's answer is lost. */
    @Override
    public boolean cancel(String invocation) {
        return open();
    }

    @Override
    public boolean configure(NodeConfiguration configuration) {
        return handOver(() ->
                line.command(
                        new NodeCommand.ConfigUpdate(
                                seconds(configuration.heartbeatInterval()),
                                seconds(configuration.metricsInterval()),
                                null,
                                null)));
    }

    private static @Nullable Long seconds(@Nullable Duration interval) {
        return interval == null ? null : interval.toSeconds();
    }

    @Override
    public boolean close(CloseReason why) {
        return switch (why) {
            case SUPERSEDED -> handOver(registration::superseded);
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

    /** False when too much waits already. */
    private boolean handOver(Runnable task) {
        return session.handOver(() -> {
            if (!session.closing()) {
                task.run();
            }
        });
    }
}
