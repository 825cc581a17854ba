package dev.clawgateway.server.dialect.api.workload.many;

import dev.clawgateway.control.operations.WorkloadOperations;
import dev.clawgateway.protocol.api.workload.StopSelection;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.server.dialect.api.ApiCall;

/** Stops of all workloads that somebody chooses, or only how many those are. */
public final class StopChosen {
    private final WorkloadOperations workloads;

    public StopChosen(WorkloadOperations workloads) {
        this.workloads = workloads;
    }

    public void stop(ApiCall call) {
        StopSelection wish;
        try {
            wish = StopSelection.read(call.body());
        } catch (JsonFormatException wrong) {
            call.invalid(wrong);
            return;
        }
        if (call.arguments().flag("dry_run")) {
            workloads.countStops(
                    call.caller(), wish.choice(), call.replyJson(count -> answer(count, true)));
        } else {
            workloads.stopAll(
                    call.caller(),
                    wish.choice(),
                    wish.force(),
                    wish.expected(),
                    call.replyJson(count -> answer(count, false)));
        }
    }

    private static byte[] answer(int count, boolean dryRun) {
        return JsonTree.write(out ->
                out.required("count", Kinds.COUNT, count).required("dry_run", Kinds.FLAG, dryRun));
    }
}
