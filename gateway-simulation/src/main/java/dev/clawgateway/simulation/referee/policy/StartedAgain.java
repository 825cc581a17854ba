package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import dev.clawgateway.simulation.referee.judge.GivenUp;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What its node said to have ended, unasked, starts again only by its policy: after these ends, no
 * sooner than its pause, and no more often than it may. How often is counted by what nodes said,
 * and shown of none more often than allowed.
 *
 * <p>Not counted is what ended on a node whose drain or maintenance was due, or that had registered
 * anew and so may have told of a device that is not well: a stop for that may have been on its way,
 * and then it is to start elsewhere.
 */
final class StartedAgain implements Judge {
    /** A turn may take long, and starts with what was due in it. */
    private static final long MOMENT = Duration.ofSeconds(1).toNanos();

    /** When drains that somebody asked for, or planned, are due at the earliest. */
    private final Map<NodeId, List<Long>> drainsDue = new HashMap<>();

    /** When nodes told of themselves. */
    private final Map<NodeId, List<Long>> registrations = new HashMap<>();

    @Override
    public Invariant invariant() {
        return Invariant.RESTARTS;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof NodeFact.Told told
                && told.command() instanceof NodeCommand.StartWorkload start) {
            started(start, told, history);
        } else if (fact instanceof NodeFact.Said said
                && said.message() instanceof NodeMessage.Register) {
            registrations.computeIfAbsent(said.node(), _ -> new ArrayList<>()).add(history.now());
        } else if (fact instanceof OperatorFact.Asked asked
                && asked.what() instanceof CliRequest.DrainNode drain) {
            drains(drain, history.now());
        } else if (fact instanceof OperatorFact.Asked asked
                && asked.what() instanceof CliRequest.SetMaintenance window) {
            Instant told = window.from().minus(history.rules().stopGrace());
            long due = Math.max(history.now(), SimulatedMachine.nanos(told));
            window.nodes().forEach(node -> drainDue(node, due));
        } else if (fact instanceof OperatorFact.Answered answered) {
            if (answered.answer() instanceof CliReply.Workloads list) {
                list.workloads().forEach(info -> shown(info, answered, history));
            } else if (answered.answer() instanceof CliReply.Workload one) {
                shown(one.workload(), answered, history);
            }
        }
    }

    private void drains(CliRequest.DrainNode drain, long now) {
        Long seconds = drain.deadlineSecs();
        if (drain.drain() && seconds != null) {
            drainDue(drain.nodeId(), now + Duration.ofSeconds(seconds).toNanos());
        }
    }

    private void drainDue(NodeId node, long due) {
        drainsDue.computeIfAbsent(node, _ -> new ArrayList<>()).add(due);
    }

    /** It may have been there when a drain of its node was due. */
    private boolean mayBeEvicted(AttemptStory attempt, History history) {
        WorkloadStory workload = history.workload(attempt.workload());
        long since = workload == null ? 0 : workload.placedAfter(attempt.number());
        long steps = history.clockStepsNanos(); // what is planned goes by the wall clock
        return attempt.starts().stream()
                .flatMap(start -> drainsDue.getOrDefault(start.node(), List.of()).stream())
                .anyMatch(due -> since <= due + steps && due - steps <= history.now() + MOMENT);
    }

    /** Its node has told of itself while it ran. */
    private boolean mayBeMoved(AttemptStory attempt, AttemptStory.Word end) {
        return attempt.starts().stream()
                .anyMatch(start ->
                        registrations.getOrDefault(start.node(), List.of()).stream()
                                .anyMatch(at -> start.at() < at && at <= end.at()));
    }

    private void shown(WorkloadInfo info, OperatorFact.Answered answered, History history) {
        WorkloadStory workload = history.workload(info.workloadId());
        WorkloadSpec spec = workload == null ? null : workload.spec();
        if (spec == null) {
            return;
        }
        RestartPolicy policy = spec.scheduling().restart();
        Integer most = policy.never() ? Integer.valueOf(0) : policy.maxRestarts();
        if (most != null && info.restarts() > most) {
            throw broken(
                    history,
                    "%s was restarted %d times, and may be %d times"
                            .formatted(workload, info.restarts(), most),
                    answered);
        }
    }

    private void started(NodeCommand.StartWorkload start, NodeFact.Told told, History history) {
        WorkloadStory workload = history.workload(start.workloadId());
        Integer number = start.attempt();
        WorkloadSpec spec = workload == null ? null : workload.spec();
        if (workload == null || spec == null || number == null) {
            return;
        }
        AttemptStory now = workload.attempts().get(number);
        AttemptStory before = workload.attempts().get(number - 1);
        if (now == null || now.starts().size() != 1 || before == null) {
            return;
        }
        AttemptStory.Word end = ownEnd(before, history);
        if (end != null) {
            judge(workload, spec, end, told, history);
        }
    }

    private void judge(
            WorkloadStory workload,
            WorkloadSpec spec,
            AttemptStory.Word end,
            NodeFact.Told told,
            History history) {
        RestartPolicy policy = spec.scheduling().restart();
        boolean worker = spec.scheduling().parallel() != null;
        boolean success = end.what().state() == WorkloadState.COMPLETED;
        if (!worker
                && (policy.never() || (success && policy.when() != RestartPolicy.When.ALWAYS))) {
            throw broken(
                    history,
                    "%s ended by itself (%s), and starts again under %s"
                            .formatted(workload, end.what().state(), policy.when()),
                    told);
        }
        if (policy.never()) {
            return;
        }
        long passed = history.now() - end.at() + history.clockStepsNanos();
        if (passed < policy.pause(1).toNanos()) {
            throw broken(
                    history,
                    "%s starts again %d ms after its end, and was to wait %d ms"
                            .formatted(
                                    workload,
                                    Duration.ofNanos(passed).toMillis(),
                                    policy.pause(1).toMillis()),
                    told);
        }
        Integer most = policy.maxRestarts();
        long ends =
                workload.attempts().values().stream()
                        .filter(attempt -> ownEnd(attempt, history) != null)
                        .count();
        if (most != null && ends > most) {
            throw broken(
                    history,
                    "%s ended %d times by itself, and starts again; it may %d times"
                            .formatted(workload, ends, most),
                    told);
        }
    }

    /**
     * The end that its node was the first to tell of, as far as that is certain: nobody asked for
     * it, and the gateway cannot have given the attempt up before.
     */
    private AttemptStory.@Nullable Word ownEnd(AttemptStory attempt, History history) {
        AttemptStory.Word end =
                attempt.meant().stream()
                        .filter(AttemptStory.Word::isFinal)
                        .findFirst()
                        .orElse(null);
        return end == null
                        || end.what().attempt() == null
                        || !attempt.stops().isEmpty()
                        || attempt.starts().size() != 1
                        || mayBeEvicted(attempt, history)
                        || mayBeMoved(attempt, end)
                        || GivenUp.beforeItsEnd(attempt, history)
                ? null
                : end;
    }
}
