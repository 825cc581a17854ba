package dev.clawgateway.client.rest;

import dev.clawgateway.client.api.OutputPart;
import dev.clawgateway.client.api.follow.ListNews;
import dev.clawgateway.client.api.follow.News;
import dev.clawgateway.client.api.follow.OutputNews;
import dev.clawgateway.client.http.stream.StreamNotices;
import dev.clawgateway.client.rest.answer.OutputAnswers.OutputPage;
import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestNews;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestPage;
import dev.clawgateway.client.rest.call.RestPages;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.api.workload.ApiSubmission;
import dev.clawgateway.protocol.api.workload.ApiWorkload;
import dev.clawgateway.protocol.api.workload.PlanAnswer;
import dev.clawgateway.protocol.api.workload.SubmissionAnswer;
import dev.clawgateway.protocol.claw.operator.info.ExplanationFormat;
import dev.clawgateway.protocol.claw.operator.info.PlacementExplanation;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to run, runs and ran. */
public final class RestWorkloads {
    private static final int PAGE = 500;

    /** Shorter than an answer may take. */
    private static final Duration ONE_WAIT = Duration.ofSeconds(30);

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

    /**
     * How far one has come that was waited for.
     *
     * @param reached whether it is in one of the states
     * @param passed whether it cannot come into any of them any more
     */
    public record CameSoFar(ApiWorkload workload, boolean reached, boolean passed) {}

    /**
     * Waits until one is in one of these states, or cannot come into any. The gateway answers when
     * it is so.
     *
     * @param states none for those that end it
     * @param most how long
     */
    public CameSoFar await(WorkloadId id, Set<WorkloadState> states, Duration most) {
        long end = calls.time().nanos() + most.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, end - calls.time().nanos()));
            Duration next = left.compareTo(ONE_WAIT) < 0 ? left : ONE_WAIT;
            CameSoFar came = awaitOnce(id, states, next.plusMillis(999).toSeconds());
            if (came.reached() || came.passed() || left.compareTo(ONE_WAIT) <= 0) {
                return came;
            }
        }
    }

    private CameSoFar awaitOnce(WorkloadId id, Set<WorkloadState> states, long seconds) {
        RestRequest request =
                RestRequest.of(RestOperation.WAIT_FOR_WORKLOAD, id).with("timeout_secs", seconds);
        states.forEach(state -> request.with("state", state.name().toLowerCase(Locale.ROOT)));
        return Answers.read(
                calls.ask(request),
                body -> {
                    Members answer = Value.root(JsonTree.parse(body), "wait").members();
                    return new CameSoFar(
                            answer.required("workload", ApiWorkload.KIND),
                            answer.required("reached", Kinds.FLAG),
                            answer.required("passed", Kinds.FLAG));
                });
    }

    /**
     * What it printed: the newest lines.
     *
     * @param tail so many of each stream
     */
    public OutputPage output(WorkloadId id, int tail) {
        return Answers.as(
                calls.ask(RestRequest.of(RestOperation.READ_OUTPUT, id).with("tail", tail)),
                OutputPage.class);
    }

    /**
     * The same from a place on.
     *
     * @param offset the {@code nextOffset} of the page before; {@code 0} for the oldest line
     */
    public OutputPage outputFrom(WorkloadId id, String offset) {
        return Answers.as(
                calls.ask(RestRequest.of(RestOperation.READ_OUTPUT, id).with("offset", offset)),
                OutputPage.class);
    }

    /** What it prints, from the oldest line that is kept, until it has ended. To be closed. */
    public News<OutputNews> follow(WorkloadId id) {
        return new RestNews<>(
                () -> calls.events(followed(id, true, null), StreamNotices.NONE),
                new OutputReading(id),
                calls.address());
    }

    /** The lines of that, of both streams; waits for each. To be closed. */
    public Stream<String> lines(WorkloadId id) {
        News<OutputNews> news = follow(id);
        return Stream.generate(() -> Optional.ofNullable(news.next()))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .flatMap(RestWorkloads::printed)
                .onClose(news::close);
    }

    private static Stream<String> printed(OutputNews news) {
        return news instanceof OutputNews.Printed(OutputPart part)
                ? Stream.concat(part.stdout().stream(), part.stderr().stream())
                : Stream.empty();
    }

    static RestRequest followed(WorkloadId id, boolean stderr, @Nullable Long tail) {
        RestRequest request =
                RestRequest.of(RestOperation.READ_OUTPUT, id)
                        .with("follow", true)
                        .with("stream", stderr ? null : "stdout");
        return tail == null ? request.with("offset", "0") : request.with("tail", tail);
    }

    /** Those that are meant as they are, then as they become other ones. To be closed. */
    public News<ListNews<ApiWorkload>> watch(RestFilter filter) {
        return new RestNews<>(
                () ->
                        calls.events(
                                watched(filter.on(RestRequest.of(RestOperation.LIST_WORKLOADS))),
                                StreamNotices.NONE),
                new ListReading<>(ApiWorkload.KIND::read),
                calls.address());
    }

    static RestRequest watched(RestRequest request) {
        return request.with("watch", true).with("initial_events", true);
    }

    /** Waits until one has ended; as it is then, or after so long. */
    public ApiWorkload await(WorkloadId id, Duration most) {
        return await(id, Set.of(), most).workload();
    }
}
