package dev.clawgateway.client.rest;

import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.protocol.api.event.ApiEventPage;

/** What has happened. */
public final class RestEvents {
    private final RestCalls calls;

    RestEvents(RestCalls calls) {
        this.calls = calls;
    }

    /**
     * A page of events.
     *
     * @param after number of the last event that is known; 0 for none
     * @param limit most of them
     */
    public ApiEventPage page(long after, int limit) {
        return Answers.read(
                calls.ask(
                        RestRequest.of(RestOperation.LIST_EVENTS)
                                .with("after", after)
                                .with("limit", limit)),
                ApiEventPage::read);
    }
}
