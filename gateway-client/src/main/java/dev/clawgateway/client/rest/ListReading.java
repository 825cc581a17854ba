package dev.clawgateway.client.rest;

import dev.clawgateway.client.api.follow.ListNews;
import dev.clawgateway.client.rest.call.RestNews;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Value;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes news of what is told of a list that is watched.
 *
 * @param shape of its objects
 */
record ListReading<T>(Shape<T> shape) implements RestNews.Reading<ListNews<T>> {
    /** Reads an object. */
    @FunctionalInterface
    interface Shape<T> {
        T read(Value object) throws JsonFormatException;
    }

    @Override
    public void read(String type, JsonNode record, Deque<ListNews<T>> news)
            throws JsonFormatException {
        switch (type) {
            case "added", "modified" -> news.add(new ListNews.Is<>(thing(record)));
            case "left", "deleted" -> news.add(new ListNews.Gone<>(thing(record)));
            case "bookmark" -> news.add(new ListNews.UpToDate<>());
            default -> {
                // Such as a sign that the stream goes on.
            }
        }
    }

    @Override
    public @Nullable String place(String type, JsonNode record) {
        JsonNode revision = record.path("revision");
        return type.equals("bookmark") && revision.isNumber() ? revision.asString() : null;
    }

    private T thing(JsonNode record) throws JsonFormatException {
        return shape.read(Value.root(record, "record").member("object"));
    }

    @Override
    public void anew(Deque<ListNews<T>> news) {
        news.add(new ListNews.Anew<>());
    }
}
