package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.QueueEntry;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.WorkloadRecord;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.info.PlacementExplanation;
import dev.clawgateway.protocol.claw.operator.info.PlacementExplanation.Verdict;
import dev.clawgateway.protocol.claw.operator.info.PlannedWorker;
import dev.clawgateway.protocol.claw.operator.info.WaitingInfo;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the placement engine says, in the words of the wire. */
final class Explanations {
    private Explanations() {}

    static PlacementExplanation of(Explanation why) {
        return new PlacementExplanation(
                switch (why.verdict()) {
                    case NOT_NOW -> Verdict.NOT_NOW;
                    case NEVER_HERE -> Verdict.NEVER_HERE;
                },
                why.summary(),
                why.nodes(),
                why.refusals(),
                why.nearestMiss(),
                why.blockers(),
                why.reserved(),
                why.position(),
                why.expectedStart(),
                null);
    }

    /**
     * Of a workload that is not queued: it runs, has ended, or waits for something else.
     *
     * @param node where it is or last was; null for nowhere, or for a node that is forgotten
     */
    static PlacementExplanation ofRecord(WorkloadRecord workload, @Nullable NodeRecord node) {
        boolean waits = workload.state() == WorkloadState.PENDING;
        List<String> gates = workload.pendingGates().stream().map(gate -> "gate " + gate).toList();
        return new PlacementExplanation(
                waits ? Verdict.NOT_NOW : Verdict.PLACED,
                waits && !gates.isEmpty() ? "waits for gates" : summary(workload, node),
                0,
                List.of(),
                null,
                waits ? blockers(workload, gates) : List.of(),
                null,
                null,
                null,
                waits ? null : workload.placement());
    }

    /** What keeps it out of the queue: whatever waits waits for something. */
    private static List<String> blockers(WorkloadRecord workload, List<String> gates) {
        Parallel parallel = workload.spec().scheduling().parallel();
        if (!gates.isEmpty()) {
            return gates;
        } else if (workload.spec().scheduling().gang() != null) {
            return List.of("members of its gang still hold devices; it starts with the others");
        } else if (parallel != null) {
            return List.of(
                    "as many workers of it run or wait as its parallelism of %d allows"
                            .formatted(parallel.parallelism()));
        }
        return List.of("it was submitted this moment");
    }

    private static String summary(WorkloadRecord workload, @Nullable NodeRecord node) {
        String reason = workload.reason();
        String state = workload.state().name().toLowerCase(Locale.ROOT);
        return switch (workload.state()) {
            case STOPPED, COMPLETED, FAILED -> Ends.text(workload, node);
            case PENDING, STARTING, RUNNING -> reason == null ? state : reason;
            case STOPPING -> reason == null ? state : state + ": " + reason;
        };
    }

    /** Why a queued workload waits; an earlier attempt's end first, if there was one. */
    static String waiting(WorkloadRecord workload, Explanation why) {
        String before = workload.attempt() == 0 ? null : workload.reason();
        return before == null ? why.summary() : before + "; " + why.summary();
    }

    static WaitingInfo waiting(QueueEntry entry) {
        PendingWorkload workload = entry.workload();
        QueueTerms terms = workload.spec().scheduling().queue();
        Explanation why = entry.explanation();
        return new WaitingInfo(
                workload.id(),
                workload.spec().labels().get(WorkloadInfos.NAME_LABEL),
                terms.virtualCluster(),
                terms.priority(),
                workload.members().size(),
                why.position() == null ? 1 : why.position(),
                workload.submittedAt(),
                why.verdict() == Explanation.Verdict.NEVER_HERE,
                why.summary(),
                why.expectedStart());
    }

    static CliReply plan(Placement placement) {
        return switch (placement) {
            case Placement.Placed placed -> placed(placed.assignments());
            case Placement.Unplaced unplaced ->
                    new CliReply.Plan(
                            false, null, List.of(), of(unplaced.explanation()), List.of());
        };
    }

    private static CliReply placed(List<Placement.Assignment> assignments) {
        Placement.Assignment assignment = assignments.getFirst();
        PlacementExplanation why =
                new PlacementExplanation(
                        Verdict.PLACED,
                        assignment.why(),
                        0,
                        List.of(),
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        assignment.why());
        return new CliReply.Plan(
                true,
                assignment.allocation().node(),
                assignment.allocation().gpuIndexes(),
                why,
                assignments.size() == 1
                        ? List.of()
                        : assignments.stream().map(Explanations::worker).toList());
    }

    private static PlannedWorker worker(Placement.Assignment assignment) {
        Allocation allocation = assignment.allocation();
        return new PlannedWorker(allocation.node(), allocation.gpuIndexes());
    }
}
