package dev.clawgateway.server.dialect.claw.node;

import dev.clawgateway.control.invocations.InvocationResult;
import dev.clawgateway.control.links.NodeLink;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.ReportQueue;
import dev.clawgateway.control.readings.GpuReading;
import dev.clawgateway.control.readings.NodeSignals;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.Conversation;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.node.InvokeError;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.server.dialect.Identification;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A node's session: registration, signals, reports, and the frames it is sent. Heartbeats, metrics
 * and logs never reach the control thread.
 */
public final class NodeConversation implements Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(NodeConversation.class);

    private final Session session;
    private final NodeServices services;
    private final NodeLine line;
    private final NodeRegistration registration;
    private final NodeLink link;
    private final ReportQueue reports;
    private final Receipts receipts;
    private final Cadence heartbeats = new Cadence();
    private final Cadence measurements = new Cadence();

    /**
     * A conversation.
     *
     * @param identification who it is, asked once
     */
    public NodeConversation(Session session, NodeServices services, Identification identification) {
        this.session = session;
        this.services = services;
        this.line = new NodeLine(session);
        this.registration = new NodeRegistration(session, services, line, identification);
        this.link = new ClawLink(session, line, registration);
        this.reports =
                new ReportQueue(
                        services.operations(),
                        (delay, task) -> session.after(delay, task)::cancel,
                        this::overloaded);
        this.receipts = new Receipts(session, this::acknowledge);
    }

    @Override
    public void received(String message) {
        if (registration.dismissed()) {
            return;
        }
        NodeMessage read;
        try {
            read = ClawCodec.readNodeMessage(message);
        } catch (JsonFormatException e) {
            services.traffic().received(TrafficCounters.UNKNOWN_TYPE, message.length());
            services.traffic().violated("unreadable");
            line.fail(ErrorCode.INVALID_REQUEST, e.getMessage());
            return;
        }
        received(read, message.length());
    }

    /** What was read already. */
    public void received(NodeMessage read, int length) {
        services.traffic().received(read.type(), length);
        switch (read) {
            case NodeMessage.Register register -> registration.register(register, link);
            case NodeMessage.Heartbeat heartbeat -> heartbeat(heartbeat);
            case NodeMessage.Metrics metrics -> metrics(metrics);
            case NodeMessage.WorkloadUpdate update -> update(update);
            case NodeMessage.WorkloadLogs logs -> logs(logs);
            case NodeMessage.MeshReady ready -> meshReady(ready);
            case NodeMessage.InvokeResult result -> invoked(result);
        }
        if (isAnswer(read)) {
            session.answered();
        }
    }

    private void invoked(NodeMessage.InvokeResult result) {
        InvokeError error = result.error();
        JsonNode payload = result.payload();
        services.invocations()
                .answered(
                        session.id(),
                        result.id(),
                        new InvocationResult(
                                result.ok(),
                                payload == null ? null : payload.toString(),
                                error == null ? null : error.message()));
    }

    /** Whether the gateway itself is the cause: it started the work, or asked. */
    private static boolean isAnswer(NodeMessage message) {
        return message instanceof NodeMessage.WorkloadUpdate
                || message instanceof NodeMessage.WorkloadLogs
                || message instanceof NodeMessage.InvokeResult
                || message instanceof NodeMessage.MeshReady;
    }

    private void heartbeat(NodeMessage.Heartbeat heartbeat) {
        NodeSignals own = known(heartbeat.nodeId(), heartbeat.type());
        if (own != null) {
            own.heartbeat(services.time().now());
            beat(heartbeats);
            receipts.heartbeat();
        }
    }

    /** Of what comes by the clock; reports and output come when there is something to say. */
    private void beat(Cadence cadence) {
        cadence.beat(services.time().nanos());
        session.beatsOften(heartbeats.often() || measurements.often());
    }

    private void acknowledge(@Nullable Long confirmed) {
        line.reply(
                new NodeCommand.HeartbeatAck(
                        services.time().now(), registration.confirms() ? confirmed : null));
    }

    private void metrics(NodeMessage.Metrics metrics) {
        NodeSignals own = known(metrics.nodeId(), metrics.type());
        if (own != null) {
            beat(measurements);
            List<GpuMetrics> known =
                    GpuReadings.ofDevices(metrics.gpuMetrics(), registration.latest());
            int dropped = metrics.gpuMetrics().size() - known.size();
            if (dropped > 0) {
                services.traffic().dropped("gpu_reading", dropped);
            }
            own.measured(
                    known.stream().map(NodeConversation::reading).toList(), services.time().now());
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
            Consumer<Answer<Boolean>> receipt = receipts.expect(update.report());
            reports.report(
                    registration.caller(),
                    new Command.ReportWorkload(
                            node,
                            session.id(),
                            update.workloadId(),
                            update.state(),
                            update.attempt(),
                            update.exitCode(),
                            update.message()),
                    answer -> {
                        noteRefusal(node, update, answer);
                        receipt.accept(answer);
                    });
        }
    }

    /** It says it all again when it returns. */
    private void overloaded() {
        session.close(CloseCode.TRY_LATER, "the gateway is overloaded", "overloaded");
    }

    /** A refused report changes nothing and has no answer; but a node that errs is to be found. */
    private void noteRefusal(
            NodeId node, NodeMessage.WorkloadUpdate update, Answer<Boolean> answer) {
        if (answer instanceof Answer.Refused<Boolean>(ErrorCode why, String detail)
                && !why.retryHelps()) {
            services.traffic().violated("workload_report");
            LOG.atDebug()
                    .addKeyValue("node", node)
                    .addKeyValue("workload", update.workloadId())
                    .addKeyValue("attempt", update.attempt())
                    .addKeyValue("state", update.state())
                    .addKeyValue("reason", detail)
                    .log("report refused");
        }
    }

    private void logs(NodeMessage.WorkloadLogs logs) {
        NodeId node = registered(logs.type());
        if (node != null) {
            services.operations()
                    .print(
                            registration.caller(),
                            node,
                            logs.workloadId(),
                            () -> keep(logs),
                            _ -> services.traffic().violated("workload_logs"));
        }
    }

    private void keep(NodeMessage.WorkloadLogs logs) {
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
        Integer attempt = logs.attempt();
        services.logs()
                .append(logs.workloadId(), attempt == null ? 0 : attempt, logs.isStderr(), lines);
    }

    private void meshReady(NodeMessage.MeshReady ready) {
        if (known(ready.nodeId(), ready.type()) != null) {
            services.mesh().ready(ready.nodeId(), session.epoch(), ready.peerCount());
        }
    }

    /** The node of this session; tells it off and returns null before it has registered. */
    private @Nullable NodeId registered(String type) {
        if (registration.signals() == null) {
            line.fail(ErrorCode.NODE_NOT_FOUND, type + " from a node that has not registered");
            return null;
        }
        return registration.node();
    }

    private @Nullable NodeSignals known(NodeId named, String type) {
        NodeId node = registered(type);
        if (node != null && !node.equals(named)) {
            line.fail(
                    ErrorCode.NODE_NOT_FOUND,
                    type + " for " + named + " on the session of " + node);
            return null;
        }
        return node == null ? null : registration.signals();
    }

    @Override
    public void dropped(String why) {
        line.fail(ErrorCode.INVALID_REQUEST, why);
    }

    @Override
    public void closed() {
        registration.ended();
        NodeId node = registration.node();
        if (node != null && registration.authenticated()) {
            registration.log("node session ended");
            reports.ended(registration.caller(), node, link);
            services.mesh().left(node, session.epoch());
        }
    }
}
