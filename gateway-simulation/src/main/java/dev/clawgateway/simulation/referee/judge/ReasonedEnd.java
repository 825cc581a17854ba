package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Nothing ends without a reason. What is shown as completed its node said to have completed. What
 * is shown as failed its node said to have failed, or the gateway may have given it up. What is
 * shown as stopped somebody asked to stop, or its node said so, or a reason is shown: then it was
 * no earlier than that allows. A restart of the gateway or a short absence of the node is no
 * reason.
 */
final class ReasonedEnd implements Judge {
    /** By which the wall clock may be off over restarts without having jumped. */
    private static final long SMALL_STEPS_NANOS = 60_000_000_000L;

    @Override
    public Invariant invariant() {
        return Invariant.REASONED_END;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof OperatorFact.Answered answered) {
            if (answered.answer() instanceof CliReply.Workloads list) {
                list.workloads().forEach(info -> shown(info, answered, history));
            } else if (answered.answer() instanceof CliReply.Workload one) {
                shown(one.workload(), answered, history);
            }
        }
    }

    private void shown(WorkloadInfo info, OperatorFact.Answered answered, History history) {
        WorkloadStory workload = history.workload(info.workloadId());
        if (workload == null || workload.submission() == null || ofStranger(info, history)) {
            return;
        }
        Integer number = info.attempt();
        AttemptStory attempt = number == null ? null : workload.attempts().get(number);
        timeLimit(info, workload, attempt, answered, history);
        switch (info.state()) {
            case COMPLETED -> {
                if (!said(attempt, WorkloadState.COMPLETED)
                        && !mayBeMeant(workload, info, WorkloadState.COMPLETED, history)) {
                    throw broken(history, "completed, and no node said so: " + workload, answered);
                }
            }
            case FAILED -> {
                if (number != null
                        && number > 0
                        && !said(attempt, WorkloadState.FAILED)
                        && !partedGang(workload)
                        && !mayBeGivenUp(info, attempt, history)) {
                    throw broken(
                            history,
                            "%s has failed (%s), and its node was in touch and has not said so"
                                    .formatted(workload, info.reason()),
                            answered);
                }
            }
            case STOPPED -> {
                if (info.stopCause() == null
                        && !said(attempt, WorkloadState.STOPPED)
                        && !mayBeMeant(workload, info, WorkloadState.STOPPED, history)) {
                    throw broken(history, "stopped for no reason: " + workload, answered);
                } else if ("request".equals(info.stopCause()) && !workload.stopMayBeDone()) {
                    throw broken(history, "stopped on request of nobody: " + workload, answered);
                }
            }
            case PENDING, STARTING, RUNNING, STOPPING -> {}
        }
    }

    private static boolean said(@Nullable AttemptStory attempt, WorkloadState state) {
        return attempt != null
                && attempt.words().stream().anyMatch(word -> word.what().state() == state);
    }

    /**
     * What a node says of a workload without the number of an attempt is taken for the current one,
     * though the start of that may never have arrived, or at another machine with the same id.
     */
    private static boolean mayBeMeant(
            WorkloadStory workload, WorkloadInfo info, WorkloadState state, History history) {
        Integer number = info.attempt();
        AttemptStory attempt = number == null ? null : workload.attempts().get(number);
        boolean unclear =
                attempt == null
                        || attempt.starts().isEmpty()
                        || history.node(info.nodeId()).cloned();
        return unclear
                && workload.unnumbered().stream()
                        .anyMatch(word ->
                                word.node().equals(info.nodeId()) && word.what().state() == state);
    }

    /** A member of a gang fails with the others. */
    private static boolean partedGang(WorkloadStory workload) {
        return workload.spec() != null && workload.spec().scheduling().gang() != null;
    }

    private static boolean mayBeGivenUp(
            WorkloadInfo info, @Nullable AttemptStory attempt, History history) {
        if (attempt != null && !attempt.starts().isEmpty()) {
            // Told to stop when it returns, a node says that it ended: too late for a reason.
            boolean gone = lost(info.reason()) || lost(info.nodeMessage());
            return gone ? GivenUp.withItsNode(attempt, history) : GivenUp.maybe(attempt, history);
        }
        // It never reached its node, which is shown.
        NodeId node = info.nodeId();
        return history.node(node).cloned()
                || history.node(node).mayHaveBeenLost(Long.MIN_VALUE, history.now());
    }

    private static boolean lost(@Nullable String words) {
        return words != null && words.startsWith("node ") && words.endsWith(" was lost");
    }

    private void timeLimit(
            WorkloadInfo info,
            WorkloadStory workload,
            @Nullable AttemptStory attempt,
            OperatorFact.Answered answered,
            History history) {
        Duration limit =
                workload.spec() == null ? null : workload.spec().scheduling().queue().timeLimit();
        if (!WorkloadInfo.TIME_LIMIT.equals(info.stopCause()) || attempt == null) {
            return;
        }
        long longest = history.now() - workload.placedAfter(attempt.number());
        if (limit == null || longest + SMALL_STEPS_NANOS < limit.toNanos()) {
            throw broken(
                    history,
                    "%s was stopped for its time limit of %s, and can have run for %d s at most"
                            .formatted(attempt, limit, Duration.ofNanos(longest).toSeconds()),
                    answered);
        }
    }

    /** Taken over from somebody whose words are not known here. */
    private static boolean ofStranger(WorkloadInfo info, History history) {
        return info.adopted() && history.node(info.nodeId()).ofStranger();
    }
}
