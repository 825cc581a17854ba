package dev.clawgateway.client.rest;

import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestPage;
import dev.clawgateway.client.rest.call.RestPages;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.api.workload.ApiSubmission;
import dev.clawgateway.protocol.api.workload.ApiWorkload;
import dev.clawgateway.protocol.api.workload.PlanAnswer;
import dev.clawgateway.protocol.api.workload.SubmissionAnswer;
import dev.clawgateway.protocol.claw.operator.info.ExplanationFormat;
import dev.clawgateway.protocol.claw.operator.info.PlacementExplanation;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to run, runs and ran. */
public final class RestWorkloads {
    private static final int PAGE = 500;

    private final RestCalls calls;

    RestWorkloads(RestCalls calls) {
        this.calls = calls;
    }

    /** Has something run; it waits where nothing fits now. */
    public SubmissionAnswer submit(WorkloadSpec spec) {
        return submit(new ApiSubmission(spec, null, true, null), null);
    }

    /**
     * The same.
     *
     * @param key the caller's own name for it, by which it is done once however often it is asked
     *     for, within a day; null for one that holds as long as this call
     */
    public SubmissionAnswer submit(ApiSubmission wanted, @Nullable String key) {
        return Answers.read(
                calls.ask(
                        RestRequest.of(RestOperation.SUBMIT_WORKLOAD)
                                .key(key)
                                .json(wanted.write())),
                SubmissionAnswer::read);
    }

    /** What would become of it; nothing is started or kept. */
    public PlanAnswer plan(ApiSubmission wanted) {
        return Answers.read(
                calls.ask(
                        RestRequest.of(RestOperation.SUBMIT_WORKLOAD)
                                .with("dry_run", true)
                                .json(wanted.write())),
                PlanAnswer::read);
    }

    /** All that are meant, in the order of their creation, asked for as they are needed. */
    public Iterable<ApiWorkload> list(RestFilter filter) {
        return new RestPages<>(cursor -> page(filter, PAGE, cursor));
    }

    /**
     * A page of them.
     *
     * @param limit most entries
     * @param cursor the {@code nextCursor} of the page before; null for the first
     */
    public RestPage<ApiWorkload> page(RestFilter filter, int limit, @Nullable String cursor) {
        return Answers.list(
                calls.ask(
                        filter.on(RestRequest.of(RestOperation.LIST_WORKLOADS))
                                .with("limit", limit)
                                .with("cursor", cursor)),
                ApiWorkload.KIND);
    }

    /** All that is known of one, its attempts too. */
    public ApiWorkload get(WorkloadId id) {
        return Answers.one(
                calls.ask(RestRequest.of(RestOperation.GET_WORKLOAD, id)), ApiWorkload.KIND);
    }

    /**
     * Asks for its end; stored when this returns.
     *
     * @param force without a grace period
     * @return false where it had ended, or was being stopped
     */
    public boolean stop(WorkloadId id, boolean force) {
        var answer =
                calls.ask(
                        RestRequest.of(RestOperation.STOP_WORKLOAD, id)
                                .json(
                                        JsonTree.write(
                                                out -> out.required("force", Kinds.FLAG, force))));
        return Answers.read(
                answer,
                body ->
                        Value.root(JsonTree.parse(body), "stop")
                                .members()
                                .required("changed", Kinds.FLAG));
    }

    /** Why it waits, runs where it runs, or how it ended. */
    public PlacementExplanation explain(WorkloadId id) {
        return Answers.one(
                calls.ask(RestRequest.of(RestOperation.EXPLAIN_WORKLOAD, id)),
                ExplanationFormat.EXPLANATION);
    }

    /** Clears a gate that holds it back; those that are left. */
    public List<String> clearGate(WorkloadId id, String gate) {
        return Answers.read(
                calls.ask(RestRequest.of(RestOperation.CLEAR_GATE, id, gate)),
                body ->
                        Value.root(JsonTree.parse(body), "gate")
                                .members()
                                .required("pending_gates", Kinds.TEXTS));
    }
}
