package dev.clawgateway.client.rest;

import dev.clawgateway.client.api.follow.News;
import dev.clawgateway.client.http.stream.StreamNotices;
import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestNews;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.protocol.api.event.ApiEvent;
import dev.clawgateway.protocol.api.event.ApiEventPage;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Value;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What has happened, and happens. */
public final class RestEvents {
    private final RestCalls calls;

    RestEvents(RestCalls calls) {
        this.calls = calls;
    }

    /** What is told of events. */
    public sealed interface EventNews {
        /** It happened. */
        record Happened(ApiEvent event) implements EventNews {}

        /** Events with these numbers are not to be had. */
        record Gap(long from, long to) implements EventNews {}

        /** What comes next is of another history of the gateway, or is kept no more. */
        record Anew() implements EventNews {}
    }

    /**
     * A page of the past, from the oldest event that is kept.
     *
     * @param after number of the last event that is known; null for none
     */
    public ApiEventPage page(@Nullable Long after, int limit) {
        return Answers.read(
                calls.ask(
                        RestRequest.of(RestOperation.LIST_EVENTS)
                                .with("after", after)
                                .with("limit", limit)),
                ApiEventPage::read);
    }

    /**
     * All that comes, over connections that break: none is told twice, and what is missing is told.
     * To be closed.
     *
     * @param after number of the last event that is known; null for what happens from now on
     */
    public News<EventNews> follow(@Nullable Long after) {
        return new RestNews<>(
                () ->
                        calls.events(
                                RestRequest.of(RestOperation.LIST_EVENTS).with("after", after),
                                StreamNotices.NONE),
                new EventReading(),
                calls.address());
    }

    private static final class EventReading implements RestNews.Reading<EventNews> {
        @Override
        public void read(String type, JsonNode record, Deque<EventNews> news)
                throws JsonFormatException {
            switch (type) {
                case "event" ->
                        news.add(
                                new EventNews.Happened(
                                        ApiEvent.KIND.read(Value.root(record, "event"))));
                case "gap" ->
                        news.add(
                                new EventNews.Gap(
                                        record.path("from").asLong(), record.path("to").asLong()));
                default -> {
                    // A bookmark, or a sign that the stream goes on.
                }
            }
        }

        @Override
        public @Nullable String place(String type, JsonNode record) {
            JsonNode after = record.path("after");
            return type.equals("bookmark") && after.isNumber() ? after.asString() : null;
        }

        @Override
        public void anew(Deque<EventNews> news) {
            news.add(new EventNews.Anew());
        }
    }
}
