package dev.clawgateway.client.rest.call;

import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.UnreachableException;
import dev.clawgateway.client.api.follow.News;
import dev.clawgateway.client.http.NoAnswerException;
import dev.clawgateway.client.http.stream.LastingEvents;
import dev.clawgateway.client.http.stream.SentEvent;
import dev.clawgateway.client.http.stream.StreamRefusedException;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one stream of the API tells: records with a {@code type}. Begins anew where the gateway no
 * longer has what came next.
 */
public final class RestNews<T> implements News<T> {
    private static final int GONE = 410;
    private static final String END = "end";

    private final Supplier<LastingEvents> stream;
    private final Reading<T> reading;
    private final String address;
    private final Deque<T> ready = new ArrayDeque<>();
    private volatile LastingEvents events;
    private volatile boolean closed;
    private boolean over;

    /**
     * A stream that has not begun.
     *
     * @param stream begins one, from the beginning
     * @param address of the gateway, for people
     */
    public RestNews(Supplier<LastingEvents> stream, Reading<T> reading, String address) {
        this.stream = stream;
        this.reading = reading;
        this.address = address;
        events = stream.get();
    }

    /** Makes news of records. */
    public interface Reading<T> {
        /** Adds what the record tells; nothing for one that is not known. */
        void read(String type, JsonNode record, Deque<T> news) throws JsonFormatException;

        /** Where to go on after a record that bears no id; null where it does not say. */
        default @Nullable String place(String type, JsonNode record) {
            return null;
        }

        /** Adds what is told where it begins anew. */
        void anew(Deque<T> news);
    }

    @Override
    public @Nullable T next() {
        while (ready.isEmpty() && !over && !closed) {
            readOne();
        }
        return closed ? null : ready.poll();
    }

    private void readOne() {
        try {
            SentEvent event = events.next();
            if (event == null) {
                over = true;
            } else {
                read(event);
            }
        } catch (StreamRefusedException e) {
            if (e.answer().status() != GONE) {
                throw Problems.read(e.answer(), "");
            }
            beginAnew();
        } catch (NoAnswerException e) {
            throw new UnreachableException(address, e.getMessage());
        } catch (InterruptedException _) {
            throw RestCalls.interrupted();
        }
    }

    private void read(SentEvent event) {
        try {
            JsonNode record = JsonTree.parse(event.data());
            String type = record.path("type").asString("");
            if (type.equals(END)) {
                end(record);
                return;
            }
            reading.read(type, record, ready);
            String place = reading.place(type, record);
            if (place != null) {
                events.reached(place);
            }
        } catch (JsonFormatException e) {
            throw new GatewayException(
                    address + ": the stream is not understood: " + e.getMessage(), false);
        }
    }

    /** Without a time to come again there is no more to come for. */
    private void end(JsonNode record) {
        String reason = record.path("reason").asString("");
        if (reason.equals("gone")) {
            beginAnew();
        } else if (reason.equals("complete")) {
            over = true;
        } else if (!record.path("retry_secs").isNumber()) {
            throw new GatewayException(address + " has ended the stream: " + reason, false);
        }
    }

    private void beginAnew() {
        events.close();
        reading.anew(ready);
        events = stream.get();
        if (closed) {
            events.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        events.close();
    }
}
