package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.state.Command;
import dev.clawgateway.core.state.Effect;
import dev.clawgateway.core.state.Outcome;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.ClawFormatException;
import dev.clawgateway.protocol.claw.GpuMetrics;
import dev.clawgateway.protocol.claw.NodeCommand;
import dev.clawgateway.protocol.claw.NodeMessage;
import dev.clawgateway.server.dialect.claw.mesh.MeshNetwork;
import dev.clawgateway.server.net.CloseCode;
import dev.clawgateway.server.net.Conversation;
import dev.clawgateway.server.net.Lane;
import dev.clawgateway.server.net.Session;
import dev.clawgateway.server.net.TrafficCounters;
import dev.clawgateway.server.telemetry.GpuReading;
import dev.clawgateway.server.telemetry.NodeSignals;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's session: registration, signals, reports, and the frames it is sent. Heartbeats, metrics
 * and logs never reach the control thread. Between a registration and its admission the session is
 * not read, so that what the node sends right behind is handled after it.
 */
final class NodeConversation implements Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(NodeConversation.class);

    private final Session session;
    private final NodeServices services;
    private final ReportQueue reports;
    private @Nullable NodeId registering;
    private NodeMessage.@Nullable Register lastRegister;
    private @Nullable NodeSignals signals;

    NodeConversation(Session session, NodeServices services) {
        this.session = session;
        this.services = services;
        this.reports = new ReportQueue(session, services.inbox());
    }

    @Override
    public void received(String message) {
        NodeMessage read;
        try {
            read = ClawCodec.readNodeMessage(message);
        } catch (ClawFormatException e) {
            services.traffic().received(TrafficCounters.UNKNOWN_TYPE, message.length());
            services.traffic().violated("unreadable");
            fail(ErrorCode.INVALID_REQUEST, e.getMessage());
            return;
        }
        services.traffic().received(read.type(), message.length());
        switch (read) {
            case NodeMessage.Register register -> register(register);
            case NodeMessage.Heartbeat heartbeat -> heartbeat(heartbeat);
            case NodeMessage.Metrics metrics -> metrics(metrics);
            case NodeMessage.WorkloadUpdate update -> update(update);
            case NodeMessage.WorkloadLogs logs -> logs(logs);
            case NodeMessage.MeshReady ready -> meshReady(ready);
            case NodeMessage.InvokeResult result -> services.invokes().answered(session, result);
        }
    }

    private void register(NodeMessage.Register register) {
        String problem = Registration.problem(register);
        if (registering != null && !registering.equals(register.nodeId())) {
            fail(ErrorCode.INVALID_REQUEST, "this session registered as " + registering);
        } else if (register.protocolVersion() != Registration.PROTOCOL_VERSION) {
            fail(
                    ErrorCode.PROTOCOL_VERSION_MISMATCH,
                    "this gateway speaks protocol version " + Registration.PROTOCOL_VERSION);
            session.close(CloseCode.PROTOCOL_ERROR, "protocol version", "protocol_version");
        } else if (problem != null) {
            fail(ErrorCode.INVALID_REQUEST, problem);
        } else {
            submit(register);
        }
    }

    private void submit(NodeMessage.Register register) {
        boolean taken =
                services.inbox()
                        .offer(
                                Registration.command(register, session.epoch()),
                                outcome -> session.execute(() -> registered(outcome)));
        if (!taken) {
            fail(ErrorCode.OVERLOADED, "the gateway is overloaded; register again in a moment");
            session.close(CloseCode.TRY_LATER, "the gateway is overloaded", "overloaded");
            return;
        }
        registering = register.nodeId();
        lastRegister = register;
        session.hold();
    }

    /** The effect that admits the node has come before. */
    private void registered(Outcome outcome) {
        if (!(outcome instanceof Outcome.Refused refused)) {
            return;
        }
        fail(refused.code(), refused.detail());
        session.resume();
        if (signals == null) {
            int code = refused.code().retryHelps() ? CloseCode.TRY_LATER : CloseCode.POLICY;
            session.close(code, "registration refused", "registration_refused");
        }
    }

    private void heartbeat(NodeMessage.Heartbeat heartbeat) {
        NodeSignals own = known(heartbeat.nodeId(), heartbeat.type());
        if (own != null) {
            own.heartbeat(services.time().now());
            send(Lane.REPLY, new NodeCommand.HeartbeatAck(services.time().now()));
        }
    }

    private void metrics(NodeMessage.Metrics metrics) {
        NodeSignals own = known(metrics.nodeId(), metrics.type());
        if (own != null) {
            own.measured(metrics.gpuMetrics().stream().map(NodeConversation::reading).toList());
        }
    }

    private static GpuReading reading(GpuMetrics gpu) {
        return new GpuReading(
                gpu.index(),
                gpu.utilizationPercent(),
                gpu.memoryUsedMib(),
                gpu.memoryTotalMib(),
                gpu.temperatureCelsius(),
                gpu.powerWatts());
    }

    private void update(NodeMessage.WorkloadUpdate update) {
        NodeId node = registered(update.type());
        if (node != null) {
            reports.submit(
                    new Command.ReportWorkload(
                            node,
                            session.epoch(),
                            update.workloadId(),
                            update.state(),
                            update.attempt(),
                            update.exitCode(),
                            update.message()));
        }
    }

    private void logs(NodeMessage.WorkloadLogs logs) {
        if (registered(logs.type()) == null) {
            return;
        }
        List<String> lines = logs.lines();
        int most = services.settings().linesPerBatch();
        if (lines.size() > most) {
            services.traffic().dropped("log_line", lines.size() - most);
            LOG.atDebug()
                    .addKeyValue("workload", logs.workloadId())
                    .addKeyValue("lines", lines.size())
                    .log("a batch of log lines was cut");
            lines = lines.subList(0, most);
        }
        services.logs().append(logs.workloadId(), logs.isStderr(), lines);
    }

    private void meshReady(NodeMessage.MeshReady ready) {
        if (known(ready.nodeId(), ready.type()) != null) {
            services.mesh().ready(ready.nodeId(), session.epoch(), ready.peerCount());
        }
    }

    /** The node of this session; tells it off and returns null before it has registered. */
    private @Nullable NodeId registered(String type) {
        if (signals == null) {
            fail(ErrorCode.NODE_NOT_FOUND, type + " from a node that has not registered");
            return null;
        }
        return registering;
    }

    private @Nullable NodeSignals known(NodeId named, String type) {
        NodeId node = registered(type);
        if (node != null && !node.equals(named)) {
            fail(ErrorCode.NODE_NOT_FOUND, type + " for " + named + " on the session of " + node);
            return null;
        }
        return node == null ? null : signals;
    }

    @Override
    public void effect(Effect effect) {
        switch (effect) {
            case Effect.Admit admit -> admit(admit);
            case Effect.Start start -> send(Lane.COMMAND, NodeFrames.start(start));
            case Effect.Stop stop -> send(Lane.COMMAND, NodeFrames.stop(stop));
            case Effect.Close close ->
                    session.close(CloseCode.POLICY, reason(close.cause()), "superseded");
        }
    }

    private static String reason(Effect.Close.Cause cause) {
        return switch (cause) {
            case SUPERSEDED -> "a newer session registered this node";
        };
    }

    private void admit(Effect.Admit admit) {
        services.sessions().bind(admit.node(), session);
        signals = services.telemetry().of(admit.node());
        send(
                Lane.COMMAND,
                new NodeCommand.Registered(
                        admit.node(),
                        services.settings().heartbeatInterval().toSeconds(),
                        services.settings().metricsInterval().toSeconds()));
        joinMesh();
        session.resume();
        LOG.atInfo()
                .addKeyValue("node", admit.node())
                .addKeyValue("peer", session.peer())
                .log("node registered");
    }

    private void joinMesh() {
        NodeMessage.Register register = lastRegister;
        if (register == null || register.wireguardPublicKey() == null) {
            return;
        }
        services.mesh()
                .joined(
                        new MeshNetwork.Newcomer(
                                register.nodeId(),
                                session.epoch(),
                                register.name(),
                                register.wireguardPublicKey(),
                                register.wireguardEndpoint()),
                        frame -> send(Lane.COMMAND, frame));
    }

    @Override
    public void dropped(String why) {
        fail(ErrorCode.INVALID_REQUEST, why);
    }

    private void fail(ErrorCode code, String detail) {
        send(Lane.REPLY, new NodeCommand.Failure(code.wireCode(), detail));
    }

    private void send(Lane lane, NodeCommand frame) {
        session.send(lane, frame.type(), ClawCodec.writeUtf8(frame));
    }

    @Override
    public void closed() {
        NodeId node = registering;
        if (node != null) {
            LOG.atInfo()
                    .addKeyValue("node", node)
                    .addKeyValue("peer", session.peer())
                    .log("node session ended");
            reports.submit(new Command.SessionClosed(node, session.epoch()));
            services.mesh().left(node, session.epoch());
            services.invokes().nodeGone(session);
        }
    }
}
