package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.ProcessStory;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.history.Sight;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * I2: a submission that an operator was answered to be accepted is in every whole list, and found
 * by its id, for whoever asks after that; until it has ended and the time to look it up is over, or
 * its place is needed: what has ended makes room, also for a submission that is refused in the end.
 * That time no jump of the wall clock shortens. What is shown of it is what was submitted. Of a
 * parallel one either every worker is there or none, answered or not.
 *
 * <p>Whether an acknowledged stop ends it is judged when the world has come to rest.
 */
final class NothingLost implements Judge {
    private static final long UNKNOWN_WORKLOAD = 1002;

    /** By which the wall clock may be off over restarts without having jumped. */
    private static final long SMALL_STEPS_NANOS = 60_000_000_000L;

    @Override
    public Invariant invariant() {
        return Invariant.I2_NOTHING_LOST;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (!(fact instanceof OperatorFact.Answered answered)) {
            return;
        }
        RequestStory request = history.request(answered.request());
        if (request == null) {
            return;
        }
        switch (answered.answer()) {
            case CliReply.Workloads list -> {
                if (request.showsAllWorkloads()) {
                    all(list, request, answered, history);
                }
            }
            case CliReply.Workload one -> same(one.workload(), answered, history);
            case CliReply.Failure failure -> {
                WorkloadId id = subject(request.what());
                if (failure.code() == UNKNOWN_WORKLOAD && id != null && !request.limited()) {
                    WorkloadStory workload = history.workload(id);
                    if (workload != null && mustBeThere(workload, request, history)) {
                        throw broken(
                                history,
                                "%s was accepted, and is said to be unknown".formatted(workload),
                                answered);
                    }
                }
            }
            default -> {}
        }
    }

    private void all(
            CliReply.Workloads list,
            RequestStory request,
            OperatorFact.Answered answered,
            History history) {
        Set<WorkloadId> listed = new HashSet<>();
        Map<WorkloadId, Integer> workers = new LinkedHashMap<>();
        for (WorkloadInfo info : list.workloads()) {
            listed.add(info.workloadId());
            if (info.group() != null) {
                workers.merge(info.group(), 1, Integer::sum);
            }
        }
        for (WorkloadStory workload : history.workloads()) {
            if (!listed.contains(workload.id()) && mustBeThere(workload, request, history)) {
                throw broken(
                        history,
                        "%s was accepted, and is not in a list of all that was asked for later"
                                .formatted(workload),
                        answered);
            }
        }
        workers.forEach((group, count) -> workers(group, count, answered, history));
    }

    private void workers(
            WorkloadId group, int count, OperatorFact.Answered answered, History history) {
        WorkloadStory first = history.workload(group);
        CliRequest.StartWorkload wanted = first == null ? null : first.wanted();
        Parallel parallel = wanted == null ? null : wanted.spec().scheduling().parallel();
        RequestStory submission = first == null ? null : first.submission();
        if (parallel != null
                && submission != null
                && count != parallel.completions()
                && !crowded(history)
                && !forgettable(submission.askedAt(), history)) {
            throw broken(
                    history,
                    "%d workers were asked for as %s, and %d are there"
                            .formatted(parallel.completions(), group, count),
                    answered);
        }
    }

    /** Accepted before that request was made, and not over for so long that it may be gone. */
    private static boolean mustBeThere(
            WorkloadStory workload, RequestStory request, History history) {
        RequestStory submission = workload.submission();
        if (submission == null || !submission.done() || submission.overAt() >= request.askedAt()) {
            return false;
        }
        Sight ended = workload.ended();
        Sight latest = workload.latest();
        long livedAt = ended != null || latest == null ? submission.askedAt() : latest.askedAt();
        return !forgettable(livedAt, history) && (!crowded(history) || lives(workload, history));
    }

    private static boolean forgettable(long livedAt, History history) {
        return history.now() - livedAt + SMALL_STEPS_NANOS
                >= history.rules().keepFinished().toNanos();
    }

    /** What has ended makes room for what comes, even for what is refused then. */
    private static boolean crowded(History history) {
        return history.workloadsAsked() >= history.rules().maxWorkloads();
    }

    /** It waits or runs, and nothing is known by which it may have ended. */
    private static boolean lives(WorkloadStory workload, History history) {
        Sight latest = workload.latest();
        AttemptStory attempt =
                workload.attempts().isEmpty() ? null : workload.attempts().lastEntry().getValue();
        boolean runs =
                attempt != null
                        && attempt.processes().stream().anyMatch(ProcessStory::alive)
                        && !GivenUp.maybe(attempt, history);
        // It may have been placed since on a node that was lost before it was told.
        long lately = history.now() - history.rules().nodeTimeout().toNanos();
        boolean waits =
                attempt == null
                        && latest != null
                        && latest.info().state() == WorkloadState.PENDING
                        && latest.askedAt() > lately;
        return (runs || waits)
                && workload.ended() == null
                && workload.group() == null
                && !workload.stopMayBeDone();
    }

    private void same(WorkloadInfo info, OperatorFact.Answered answered, History history) {
        WorkloadStory workload = history.workload(info.workloadId());
        WorkloadSpec submitted = workload == null ? null : workload.spec();
        WorkloadSpec shown = info.spec();
        String differs = submitted == null || shown == null ? null : difference(submitted, shown);
        if (differs != null) {
            throw broken(
                    history,
                    "%s is shown with another %s than it was submitted with"
                            .formatted(workload, differs),
                    answered);
        }
    }

    private static @Nullable String difference(WorkloadSpec submitted, WorkloadSpec shown) {
        if (!submitted.image().equals(shown.image())) {
            return "image";
        } else if (!submitted.command().equals(shown.command())) {
            return "command";
        } else if (!shown.env().keySet().containsAll(submitted.env().keySet())) {
            return "env";
        } else if (submitted.memoryMib() != shown.memoryMib()) {
            return "memory_mb";
        } else if (submitted.cpuMillis() != shown.cpuMillis()) {
            return "cpu_millis";
        } else if (submitted.effectiveGpuCount() != shown.effectiveGpuCount()) {
            return "gpu_count";
        } else if (!submitted.labels().equals(shown.labels())) {
            return "labels";
        }
        return submitted.scheduling().equals(shown.scheduling()) ? null : "scheduling";
    }

    private static @Nullable WorkloadId subject(CliRequest request) {
        return switch (request) {
            case CliRequest.GetWorkload get -> get.workloadId();
            case CliRequest.StopWorkload stop -> stop.workloadId();
            case CliRequest.ClearGate clear -> clear.workloadId();
            case CliRequest.GetSchedulingStatus status -> status.workloadId();
            case CliRequest.ExplainWorkload explain -> explain.workloadId();
            default -> null;
        };
    }
}
