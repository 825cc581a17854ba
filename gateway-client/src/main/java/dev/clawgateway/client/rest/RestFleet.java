package dev.clawgateway.client.rest;

import dev.clawgateway.client.rest.answer.FleetAnswers.Fleet;
import dev.clawgateway.client.rest.answer.FleetAnswers.FleetMap;
import dev.clawgateway.client.rest.answer.FleetAnswers.QueueEntry;
import dev.clawgateway.client.rest.answer.FleetAnswers.QueueMoves;
import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestPage;
import dev.clawgateway.client.rest.call.RestPages;
import dev.clawgateway.client.rest.call.RestRequest;
import org.jspecify.annotations.Nullable;

/** The fleet as a whole, and who waits for it. */
public final class RestFleet {
    private static final int PAGE = 500;

    private final RestCalls calls;

    RestFleet(RestCalls calls) {
        this.calls = calls;
    }

    /** What there is, what becomes of it, and how many more would fit. */
    public Fleet get() {
        return Answers.as(calls.ask(RestRequest.of(RestOperation.GET_FLEET)), Fleet.class);
    }

    /** Every device, in columns. */
    public FleetMap map() {
        return Answers.as(calls.ask(RestRequest.of(RestOperation.GET_FLEET_MAP)), FleetMap.class);
    }

    /** Who waits for devices, in which order, and why; asked for as they are needed. */
    public Iterable<QueueEntry> queue() {
        return new RestPages<>(cursor -> queue(PAGE, cursor));
    }

    /**
     * A page of them.
     *
     * @param limit most entries
     * @param cursor the {@code nextCursor} of the page before; null for the first
     */
    public RestPage<QueueEntry> queue(int limit, @Nullable String cursor) {
        return Answers.page(
                calls.ask(
                        RestRequest.of(RestOperation.LIST_QUEUE)
                                .with("limit", limit)
                                .with("cursor", cursor)),
                QueueEntry.class);
    }

    /** Moves that would let the first that waits start. */
    public QueueMoves moves() {
        return Answers.as(
                calls.ask(RestRequest.of(RestOperation.GET_QUEUE_MOVES)), QueueMoves.class);
    }
}
