package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.operations.Explained;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.QueueEntry;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.info.PlannedWorker;
import dev.clawgateway.protocol.claw.operator.info.WaitingInfo;
import dev.clawgateway.server.shown.ShownExplanations;
import java.util.List;

/** What the placement engine says, in the words of the wire. */
final class Explanations {
    private Explanations() {}

    static WaitingInfo waiting(QueueEntry entry) {
        PendingWorkload workload = entry.workload();
        QueueTerms terms = workload.spec().scheduling().queue();
        Explanation why = entry.explanation();
        return new WaitingInfo(
                workload.id(),
                workload.spec().labels().get(ListedWorkload.NAME_LABEL),
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
                            false,
                            null,
                            List.of(),
                            ShownExplanations.of(Explained.of(unplaced.explanation())),
                            List.of());
        };
    }

    private static CliReply placed(List<Placement.Assignment> assignments) {
        Placement.Assignment assignment = assignments.getFirst();
        return new CliReply.Plan(
                true,
                assignment.allocation().node(),
                assignment.allocation().gpuIndexes(),
                ShownExplanations.of(assignment),
                assignments.size() == 1
                        ? List.of()
                        : assignments.stream().map(Explanations::worker).toList());
    }

    private static PlannedWorker worker(Placement.Assignment assignment) {
        Allocation allocation = assignment.allocation();
        return new PlannedWorker(allocation.node(), allocation.gpuIndexes());
    }
}
