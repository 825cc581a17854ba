package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.history.Sight;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * I4: what an operator was shown as final is shown so, with the same attempt and exit code, to
 * everybody who asks afterwards. And once a node was confirmed a report of the end of an attempt
 * (protocol, "Receipts"), nobody who asks afterwards is shown that attempt as going on.
 */
final class FinalStays implements Judge {
    private record Key(WorkloadId workload, int attempt) {}

    /** When the end of an attempt was confirmed to its node. */
    private final Map<Key, Long> confirmed = new HashMap<>();

    private final Map<Long, Long> seenUpTo = new HashMap<>();

    @Override
    public Invariant invariant() {
        return Invariant.I4_FINAL_STAYS;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof NodeFact.Told told
                && told.command() instanceof NodeCommand.HeartbeatAck) {
            acknowledged(told, history);
        } else if (fact instanceof OperatorFact.Answered answered) {
            RequestStory request = history.request(answered.request());
            if (request == null) {
                return;
            }
            if (answered.answer() instanceof CliReply.Workloads list) {
                list.workloads().forEach(info -> shown(info, request, answered, history));
            } else if (answered.answer() instanceof CliReply.Workload one) {
                shown(one.workload(), request, answered, history);
            }
        }
    }

    private void acknowledged(NodeFact.Told told, History history) {
        LinkStory link = history.link(told.machine(), told.link());
        long from = seenUpTo.getOrDefault(told.link(), 0L);
        for (long report = from + 1; report <= link.confirmed(); report++) {
            NodeMessage.WorkloadUpdate update = link.report(report);
            Integer attempt = update == null ? null : update.attempt();
            if (update != null && attempt != null && update.state().isFinal()) {
                confirmed(told, update.workloadId(), attempt, history);
            }
        }
        seenUpTo.put(told.link(), Math.max(from, link.confirmed()));
    }

    /** Only of an attempt that this node, alone of its id, was told to start. */
    private void confirmed(NodeFact.Told told, WorkloadId id, int number, History history) {
        WorkloadStory workload = history.workload(id);
        AttemptStory attempt = workload == null ? null : workload.attempts().get(number);
        if (attempt != null
                && told.node().equals(attempt.node())
                && !history.node(told.node()).cloned()) {
            confirmed.putIfAbsent(new Key(id, number), history.now());
        }
    }

    private void shown(
            WorkloadInfo info,
            RequestStory request,
            OperatorFact.Answered answered,
            History history) {
        WorkloadStory workload = history.workload(info.workloadId());
        Sight ended = workload == null ? null : workload.ended();
        if (ended != null && ended.shownAt() < request.askedAt()) {
            stays(ended.info(), info, answered, history);
        }
        Integer attempt = info.attempt();
        Long at = confirmed.get(new Key(info.workloadId(), attempt == null ? 0 : attempt));
        if (at != null && at < request.askedAt() && info.state().holdsDevices()) {
            throw broken(
                    history,
                    "attempt %d of %s is %s, though its node was confirmed that it has ended"
                            .formatted(attempt, info.workloadId(), word(info.state())),
                    answered);
        }
    }

    private void stays(
            WorkloadInfo before,
            WorkloadInfo now,
            OperatorFact.Answered answered,
            History history) {
        List<?> first = end(before);
        List<?> then = end(now);
        if (!first.equals(then)) {
            throw broken(
                    history,
                    "workload %s was shown as %s, and is shown as %s"
                            .formatted(now.workloadId(), first, then),
                    answered);
        }
    }

    private static List<?> end(WorkloadInfo info) {
        return List.of(
                word(info.state()),
                "attempt " + info.attempt(),
                "exit code " + Objects.toString(info.exitCode(), "unknown"));
    }

    private static String word(WorkloadState state) {
        return WordOf.of(state);
    }
}
