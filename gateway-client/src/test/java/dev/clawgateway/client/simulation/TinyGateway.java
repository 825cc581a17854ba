package dev.clawgateway.client.simulation;

import dev.clawgateway.client.ScriptedGateway;
import dev.clawgateway.client.operator.BareWorkload;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.FirstMessage;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Places one-GPU workloads on the first free GPU, or, when broken, all on the same one. */
final class TinyGateway implements Runnable {
    private final ScriptedGateway sockets;
    private final boolean broken;
    private final List<ScriptedGateway.Session> sessions = new ArrayList<>();
    private final Map<NodeId, ScriptedGateway.Session> nodes = new HashMap<>();
    private final Set<ScriptedGateway.Session> operators = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Map<WorkloadId, String> gpus = new HashMap<>();
    private final Map<WorkloadId, WorkloadState> states = new HashMap<>();
    private int ids;

    TinyGateway(ScriptedGateway sockets, boolean broken) {
        this.sockets = sockets;
        this.broken = broken;
    }

    @Override
    public void run() {
        try {
            while (true) {
                sockets.newSessions(sessions);
                for (ScriptedGateway.Session session : sessions) {
                    for (String text : session.received()) {
                        serve(session, text);
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (JsonFormatException e) {
            throw new AssertionError(e);
        }
    }

    private void serve(ScriptedGateway.Session session, String text) throws JsonFormatException {
        if (ClawCodec.readFirst(text) instanceof FirstMessage.Cli) {
            operators.add(session);
        }
        if (operators.contains(session)) {
            cli(session, ClawCodec.readRequest(text));
            return;
        }
        switch (ClawCodec.readNodeMessage(text)) {
            case NodeMessage.Register register -> {
                nodes.put(register.nodeId(), session);
                session.send(new NodeCommand.Registered(register.nodeId(), 5, 5));
            }
            case NodeMessage.Heartbeat _ ->
                    session.send(new NodeCommand.HeartbeatAck(Instant.EPOCH));
            case NodeMessage.WorkloadUpdate update -> {
                states.put(update.workloadId(), update.state());
                if (update.state().isFinal()) {
                    held.remove(gpus.get(update.workloadId()));
                }
            }
            default -> {}
        }
    }

    private void cli(ScriptedGateway.Session session, CliRequest request) {
        switch (request) {
            case CliRequest.Hello _ -> session.send(new CliReply.Welcome("tiny", 1));
            case CliRequest.StartWorkload start -> place(session, start);
            case CliRequest.GetWorkload get -> session.send(new CliReply.Workload(info(get)));
            default -> throw new AssertionError("not asked for: " + request);
        }
    }

    private void place(ScriptedGateway.Session session, CliRequest.StartWorkload start) {
        WorkloadId id = new WorkloadId(new UUID(77, ids++));
        for (Map.Entry<NodeId, ScriptedGateway.Session> entry : nodes.entrySet()) {
            NodeId node = entry.getKey();
            for (int gpu = 0; gpu < 8; gpu++) {
                if (held.add(node + " " + gpu) || broken) {
                    gpus.put(id, node + " " + gpu);
                    states.put(id, WorkloadState.STARTING);
                    session.send(new CliReply.WorkloadStarted(id, node));
                    entry.getValue()
                            .send(
                                    new NodeCommand.StartWorkload(
                                            id, start.spec(), List.of(gpu), 1, List.of()));
                    return;
                }
            }
        }
        session.send(new CliReply.Failure(1004, "full", "start_workload"));
    }

    private WorkloadInfo info(CliRequest.GetWorkload get) {
        WorkloadState state = states.getOrDefault(get.workloadId(), WorkloadState.PENDING);
        return BareWorkload.info(get.workloadId(), state, "i", null);
    }
}
