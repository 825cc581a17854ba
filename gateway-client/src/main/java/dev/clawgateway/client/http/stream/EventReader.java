package dev.clawgateway.client.http.stream;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Server-sent events (WHATWG HTML, section 9.2) out of lines. For one thread. */
public final class EventReader {
    private static final String MESSAGE = "message";
    private static final Duration MAX_RETRY = Duration.ofMinutes(10);

    private final BodyLines lines;
    private @Nullable Duration retry;
    private @Nullable String id;
    private String type = "";
    private @Nullable StringBuilder data;

    /** Of an answer from its beginning. */
    public EventReader(BodyLines lines) {
        this.lines = lines;
    }

    /** Waits for the next; null at the end. One that is not whole then is none. */
    public @Nullable SentEvent next() throws IOException, InterruptedException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!line.isEmpty()) {
                take(line);
            } else if (data != null) {
                return event(data.toString());
            } else {
                type = "";
                id = null;
            }
        }
        return null;
    }

    private SentEvent event(String text) {
        SentEvent event = new SentEvent(id, type.isEmpty() ? MESSAGE : type, text);
        type = "";
        id = null;
        data = null;
        return event;
    }

    private void take(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        String text = value.startsWith(" ") ? value.substring(1) : value;
        switch (name) {
            case "event" -> type = text;
            case "data" -> add(text);
            case "id" -> id = text;
            case "retry" -> retry = retry(text);
            default -> {
                // A comment keeps the connection alive; others mean nothing yet.
            }
        }
    }

    private void add(String text) {
        if (data == null) {
            data = new StringBuilder(text);
        } else {
            data.append('\n').append(text);
        }
    }

    private @Nullable Duration retry(String text) {
        if (!text.matches("\\d{1,9}")) {
            return retry;
        }
        Duration asked = Duration.ofMillis(Long.parseLong(text));
        return asked.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : asked;
    }

    /** How long to wait before the stream is asked for again; null where nothing was said. */
    public @Nullable Duration retry() {
        return retry;
    }
}
