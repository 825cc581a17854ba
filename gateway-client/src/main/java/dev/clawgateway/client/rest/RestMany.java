package dev.clawgateway.client.rest;

import dev.clawgateway.client.http.wire.HttpAsked;
import dev.clawgateway.client.rest.answer.WorkloadAnswers.StopCount;
import dev.clawgateway.client.rest.answer.WorkloadAnswers.SubmittedLine;
import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.protocol.api.workload.ApiSubmission;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Workloads, many at a time. */
public final class RestMany {
    /** Fewer than the gateway has under way at a time. */
    private static final int LINES = 1000;

    private final RestCalls calls;

    RestMany(RestCalls calls) {
        this.calls = calls;
    }

    /**
     * Has all of them run, each for itself: one that is refused is answered so, and the others are
     * taken.
     *
     * @param key the caller's own name for all of it, by which each is done once however often this
     *     is asked for, within a day; null for one that holds as long as this call
     * @return what became of each, in their order
     */
    public List<SubmittedLine> submit(List<ApiSubmission> wanted, @Nullable String key) {
        String name = key == null ? UUID.randomUUID().toString() : key;
        List<SubmittedLine> all = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += LINES) {
            List<ApiSubmission> some = wanted.subList(from, Math.min(wanted.size(), from + LINES));
            all.addAll(part(some, name + "." + from / LINES));
        }
        return all;
    }

    private List<SubmittedLine> part(List<ApiSubmission> some, String key) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (ApiSubmission one : some) {
            lines.writeBytes(one.write());
            lines.write('\n');
        }
        return Answers.lines(
                calls.ask(
                        RestRequest.of(RestOperation.SUBMIT_WORKLOAD)
                                .field(HttpAsked.KEY, key)
                                .accept("application/x-ndjson")
                                .body("application/x-ndjson", lines.toByteArray())),
                SubmittedLine.class);
    }

    /** How many of those that are meant have not ended and may be stopped. */
    public long count(RestFilter filter) {
        return asked(
                RestRequest.of(RestOperation.STOP_WORKLOADS).with("dry_run", true),
                filter,
                false,
                null);
    }

    /**
     * Stops all that are meant, decided at one moment, or none of them.
     *
     * @param force without a grace period
     * @param expected how many they are to be; null where that does not matter
     * @return how many they were
     */
    public long stop(RestFilter filter, boolean force, @Nullable Long expected) {
        return asked(RestRequest.of(RestOperation.STOP_WORKLOADS), filter, force, expected);
    }

    private long asked(
            RestRequest request, RestFilter filter, boolean force, @Nullable Long expected) {
        byte[] body =
                JsonTree.write(out ->
                        out.nested("selector", filter::members)
                                .required("force", Kinds.FLAG, force)
                                .optional("expected_count", Kinds.U64, expected));
        return Answers.as(calls.ask(request.json(body)), StopCount.class).count();
    }
}
