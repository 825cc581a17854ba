package dev.clawgateway.server.dialect.claw.node;

import dev.clawgateway.control.links.InvokeOrder;
import dev.clawgateway.control.links.NodeConfiguration;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.server.dialect.SessionLink;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A session of a node that speaks claw: what the cluster wants of it, as frames. */
final class ClawLink extends SessionLink {
    private final NodeLine line;
    private final NodeRegistration registration;

    ClawLink(Session session, NodeLine line, NodeRegistration registration) {
        super(session);
        this.line = line;
        this.registration = registration;
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
    protected void superseded() {
        registration.superseded();
    }
}
