package dev.clawgateway.server.dialect.api.workload;

import dev.clawgateway.control.operations.Accepted;
import dev.clawgateway.control.operations.Explained;
import dev.clawgateway.control.operations.PlacementOperations;
import dev.clawgateway.control.operations.WorkloadOperations;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.api.workload.ApiSubmission;
import dev.clawgateway.protocol.api.workload.PlanAnswer;
import dev.clawgateway.protocol.api.workload.SubmissionAnswer;
import dev.clawgateway.protocol.claw.operator.info.PlannedWorker;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.workload.many.SubmitFile;
import dev.clawgateway.server.shown.ShownExplanations;
import java.util.List;

/** What is to run: for good, or only to see what would become of it. */
final class SubmitRequests {
    private static final int CREATED = 201;

    private final WorkloadOperations workloads;
    private final PlacementOperations placement;
    private final SubmitFile files;

    SubmitRequests(WorkloadOperations workloads, PlacementOperations placement, SubmitFile files) {
        this.workloads = workloads;
        this.placement = placement;
        this.files = files;
    }

    void submit(ApiCall call) {
        if (!call.sent(SubmitFile.FORM)) {
            one(call);
        } else if (call.arguments().flag("dry_run")) {
            call.invalid("dry_run: is for one submission, not for a file of them");
        } else {
            files.submit(call, SubmitRequests::answer);
        }
    }

    private void one(ApiCall call) {
        ApiSubmission wish;
        try {
            wish = ApiSubmission.read(call.body());
        } catch (JsonFormatException wrong) {
            call.invalid(wrong);
            return;
        }
        if (call.arguments().flag("dry_run")) {
            placement.plan(
                    call.caller(),
                    wish.spec(),
                    wish.node(),
                    call.replyJson(planned -> plan(planned).write()));
        } else {
            workloads.submit(
                    call.caller(),
                    wish.spec(),
                    wish.node(),
                    wish.queue(),
                    call.reply(taken -> created(answer(taken))));
        }
    }

    private static RouteAnswer created(SubmissionAnswer answer) {
        return RouteAnswer.json(CREATED, answer.write())
                .with("Location", "/api/v1/workloads/" + answer.id());
    }

    static SubmissionAnswer answer(Accepted taken) {
        return switch (taken) {
            case Accepted.Placed(var id, var node) ->
                    new SubmissionAnswer(id, WorkloadState.STARTING, node, List.of(), null);
            case Accepted.Waiting(var id, var gates, String reason) ->
                    new SubmissionAnswer(id, WorkloadState.PENDING, null, gates, reason);
        };
    }

    private static PlanAnswer plan(Placement planned) {
        return switch (planned) {
            case Placement.Placed placed ->
                    new PlanAnswer(
                            true,
                            placed.assignments().stream().map(SubmitRequests::worker).toList(),
                            ShownExplanations.of(placed.assignments().getFirst()));
            case Placement.Unplaced unplaced ->
                    new PlanAnswer(
                            false,
                            List.of(),
                            ShownExplanations.of(Explained.of(unplaced.explanation())));
        };
    }

    private static PlannedWorker worker(Placement.Assignment assignment) {
        Allocation allocation = assignment.allocation();
        return new PlannedWorker(allocation.node(), allocation.gpuIndexes());
    }
}
