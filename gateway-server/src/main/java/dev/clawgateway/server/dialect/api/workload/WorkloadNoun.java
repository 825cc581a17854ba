package dev.clawgateway.server.dialect.api.workload;

import dev.clawgateway.control.operations.PlacementOperations;
import dev.clawgateway.control.operations.WorkloadOperations;
import dev.clawgateway.control.operations.lists.WorkloadSelection;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.api.workload.ApiWorkload;
import dev.clawgateway.protocol.claw.operator.info.ExplanationFormat;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import dev.clawgateway.server.dialect.api.ApiPages;
import dev.clawgateway.server.dialect.api.check.Arguments;
import dev.clawgateway.server.dialect.api.stream.WatchRequests;
import dev.clawgateway.server.dialect.api.workload.many.StopChosen;
import dev.clawgateway.server.dialect.api.workload.many.SubmitFile;
import dev.clawgateway.server.shown.ShownExplanations;
import java.util.Map;

/** Workloads. */
public final class WorkloadNoun implements ApiNoun {
    private final WorkloadOperations workloads;
    private final PlacementOperations placement;
    private final SubmitRequests submits;
    private final StopChosen chosen;
    private final WatchRequests watches;
    private final Time time;

    /**
     * Over the operations.
     *
     * @param files submits what comes in files
     */
    public WorkloadNoun(
            WorkloadOperations workloads,
            PlacementOperations placement,
            SubmitFile files,
            WatchRequests watches,
            Time time) {
        this.workloads = workloads;
        this.placement = placement;
        this.watches = watches;
        this.time = time;
        submits = new SubmitRequests(workloads, placement, files);
        chosen = new StopChosen(workloads);
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of(
                "submitWorkload", submits::submit,
                "listWorkloads", this::list,
                "getWorkload", this::get,
                "stopWorkload", this::stop,
                "stopWorkloads", chosen::stop,
                "explainWorkload", this::explain,
                "clearGate", this::clearGate);
    }

    private void list(ApiCall call) {
        WorkloadSelection selection;
        try {
            selection = WantedWorkloads.selection(call.arguments(), time.now());
        } catch (IllegalArgumentException wrong) {
            call.invalid(String.valueOf(wrong.getMessage()));
            return;
        }
        if (WatchRequests.wanted(call)) {
            watch(call, selection);
            return;
        }
        ApiPages.asked(
                call,
                page ->
                        workloads.list(
                                call.caller(),
                                selection,
                                page,
                                call.reply(part ->
                                        ApiPages.answer(
                                                call,
                                                part.map(WorkloadWords::listed),
                                                ApiWorkload.KIND))));
    }

    private void watch(ApiCall call, WorkloadSelection selection) {
        Arguments arguments = call.arguments();
        if (arguments.text("min_age_secs") != null || arguments.text("max_age_secs") != null) {
            call.invalid("watch: whoever watches cannot ask for an age, which passes by itself");
            return;
        }
        watches.workloads(call, selection, WorkloadWords::listed, ApiWorkload.KIND);
    }

    private void get(ApiCall call) {
        workloads.get(
                call.caller(),
                id(call),
                call.replyJson(workload ->
                        JsonTree.write(ApiWorkload.KIND, WorkloadWords.whole(workload))));
    }

    /** A body there may be: how it is to be stopped. */
    private void stop(ApiCall call) {
        boolean force = call.body().path("force").asBoolean(false);
        WorkloadId id = id(call);
        workloads.stop(
                call.caller(),
                id,
                force,
                call.replyJson(changed ->
                        JsonTree.write(out ->
                                out.required("workload_id", Kinds.TEXT, id.toString())
                                        .required("changed", Kinds.FLAG, changed))));
    }

    private void explain(ApiCall call) {
        placement.explain(
                call.caller(),
                id(call),
                call.replyJson(why ->
                        JsonTree.write(ExplanationFormat.EXPLANATION, ShownExplanations.of(why))));
    }

    private void clearGate(ApiCall call) {
        WorkloadId id = id(call);
        String gate = call.parameter("gate");
        workloads.clearGate(
                call.caller(),
                id,
                gate,
                call.replyJson(pending ->
                        JsonTree.write(out ->
                                out.required("workload_id", Kinds.TEXT, id.toString())
                                        .required("gate", Kinds.TEXT, gate)
                                        .required("pending_gates", Kinds.TEXTS, pending))));
    }

    private static WorkloadId id(ApiCall call) {
        return WorkloadId.parse(call.parameter("id"));
    }
}
