package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
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
import org.jspecify.annotations.Nullable;

/**
 * What its node said to have ended, unasked, starts again only by its policy: after these ends, no
 * sooner than its pause, and no more often than it may. How often is counted by what nodes said,
 * and shown of none more often than allowed.
 */
final class StartedAgain implements Judge {
    @Override
    public Invariant invariant() {
        return Invariant.RESTARTS;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof NodeFact.Told told
                && told.command() instanceof NodeCommand.StartWorkload start) {
            started(start, told, history);
        } else if (fact instanceof OperatorFact.Answered answered) {
            if (answered.answer() instanceof CliReply.Workloads list) {
                list.workloads().forEach(info -> shown(info, answered, history));
            } else if (answered.answer() instanceof CliReply.Workload one) {
                shown(one.workload(), answered, history);
            }
        }
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
    private static AttemptStory.@Nullable Word ownEnd(AttemptStory attempt, History history) {
        AttemptStory.Word end =
                attempt.meant().stream()
                        .filter(AttemptStory.Word::isFinal)
                        .findFirst()
                        .orElse(null);
        return end == null
                        || end.what().attempt() == null
                        || !attempt.stops().isEmpty()
                        || attempt.starts().size() != 1
                        || GivenUp.beforeItsEnd(attempt, history)
                ? null
                : end;
    }
}
