package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.record.Drain;
import dev.clawgateway.core.record.DrainProgress;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.Promises;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.MachineStory;
import dev.clawgateway.simulation.referee.history.ProcessStory;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node that is emptied is told to stop something for it only when a deadline that somebody asked
 * for has passed, and was not taken back before that. It is shown as drained only while nothing
 * runs there in truth, where its node remembers, and says the truth and all of it, and no other
 * machine speaks in its name.
 */
final class DrainsKept implements Judge {
    /** A turn may take long, and starts with what was due in it. */
    private static final long MOMENT = Duration.ofSeconds(1).toNanos();

    /** What the gateway says to nodes of why. */
    private static final String WHY = "is drained, and its time was over";

    /** One that was asked for; it may be due then at the earliest. */
    private record Asked(long request, long due) {}

    private final Map<NodeId, List<Asked>> deadlines = new HashMap<>();

    @Override
    public Invariant invariant() {
        return Invariant.DRAINS;
    }

    @Override
    public void hear(Fact fact, History history) {
        switch (fact) {
            case OperatorFact.Asked asked -> {
                if (asked.what() instanceof CliRequest.DrainNode drain) {
                    asked(asked, drain, history.now());
                }
            }
            case OperatorFact.Answered answered -> answered(answered, history);
            case NodeFact.Told told -> {
                if (told.command() instanceof NodeCommand.StopWorkload stop) {
                    told(told, stop.reason(), history);
                }
            }
            default -> {}
        }
    }

    private void asked(OperatorFact.Asked asked, CliRequest.DrainNode drain, long now) {
        Long seconds = drain.deadlineSecs();
        if (drain.drain() && seconds != null) {
            long due = now + Duration.ofSeconds(seconds).toNanos();
            deadlines
                    .computeIfAbsent(drain.nodeId(), _ -> new ArrayList<>())
                    .add(new Asked(asked.request(), due));
        }
    }

    private void answered(OperatorFact.Answered answered, History history) {
        RequestStory request = history.request(answered.request());
        if (request == null) {
            return;
        } else if (request.what() instanceof CliRequest.DrainNode drain) {
            answered(request, drain, history);
        } else if (answered.answer() instanceof CliReply.Nodes list) {
            list.nodes().forEach(node -> shown(node, request, answered, history));
        } else if (answered.answer() instanceof CliReply.Node one) {
            shown(one.node(), request, answered, history);
        }
    }

    /** What was taken back before it was due is due no more; so is what was refused. */
    private void answered(RequestStory request, CliRequest.DrainNode drain, History history) {
        List<Asked> known = deadlines.computeIfAbsent(drain.nodeId(), _ -> new ArrayList<>());
        if (!request.mayBeDone()) {
            known.removeIf(one -> one.request() == request.number());
        } else if (!drain.drain() && request.done()) {
            known.removeIf(one -> {
                RequestStory order = history.request(one.request());
                return order != null
                        && order.over()
                        && order.answer() != null
                        && order.overAt() < request.askedAt()
                        && one.due() > history.now() + MOMENT;
            });
        }
    }

    /** A gang is stopped whole, so of the others nobody knows here for which node that is. */
    private void told(NodeFact.Told told, @Nullable String why, History history) {
        if (why == null || !why.startsWith("node ") || !why.endsWith(WHY)) {
            return;
        }
        boolean due =
                deadlines.getOrDefault(told.node(), List.of()).stream()
                        .anyMatch(asked -> asked.due() <= history.now() + MOMENT);
        if (!due) {
            throw broken(history, "told to stop for a drain whose time was not over: " + why, told);
        }
    }

    private void shown(
            NodeInfo info, RequestStory request, OperatorFact.Answered answered, History history) {
        DrainProgress drain = info.drain();
        if (drain == null
                || drain.phase() != Drain.Phase.DRAINED
                || history.node(info.nodeId()).cloned()) {
            return;
        }
        for (MachineStory machine : history.machines()) {
            if (info.nodeId().equals(machine.node()) && machine.promises().equals(Promises.AGENT)) {
                for (ProcessStory process : machine.alive()) {
                    if (process.ranAt() < request.askedAt()
                            && process.ranAt() > machine.forgotAt()) {
                        throw broken(
                                history,
                                "%s is shown as drained, and runs attempt %d of %s"
                                        .formatted(
                                                info.nodeId(),
                                                process.ran().attempt(),
                                                process.ran().workload()),
                                answered);
                    }
                }
            }
        }
    }
}
