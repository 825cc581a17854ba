package dev.clawgateway.server.http.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How records are written on a stream. A record is one JSON object with a member {@code type} in
 * both forms.
 */
public enum StreamForm {
    /** Server-sent events (the HTML standard, section 9.2). */
    SSE("text/event-stream; charset=utf-8"),
    /** An object a line. */
    NDJSON("application/x-ndjson"),
    /** Lines of text for people; of the stream itself nothing is said. */
    TEXT("text/plain; charset=utf-8");

    private static final byte[] COMMENT = utf8(": \n\n");
    private static final byte[] SILENCE = utf8("{\"type\":\"heartbeat\"}\n");

    private final String contentType;

    StreamForm(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /**
     * A record that a reader waits for.
     *
     * @param id by which a reader goes on after it; null where nobody can
     */
    public byte[] record(@Nullable String id, byte[] json) {
        return switch (this) {
            case SSE -> lines(id == null ? "" : "id: " + id + "\n", json, "\n\n");
            case NDJSON, TEXT -> lines("", json, "\n");
        };
    }

    /**
     * A record about the stream itself. Never has an id, so that no reader takes it for a place.
     *
     * @param name its type, by which browsers tell it apart
     */
    public byte[] notice(String name, byte[] json) {
        return switch (this) {
            case SSE -> lines("event: " + name + "\n", json, "\n\n");
            case NDJSON -> lines("", json, "\n");
            case TEXT -> new byte[0];
        };
    }

    /** The same of the last one; browsers come again by themselves after the pause. */
    public byte[] end(byte[] json, Duration pause) {
        return switch (this) {
            case SSE -> lines("retry: " + pause.toMillis() + "\nevent: end\n", json, "\n\n");
            case NDJSON -> lines("", json, "\n");
            case TEXT -> new byte[0];
        };
    }

    /** That it goes on, though nothing happens. */
    public byte[] heartbeat() {
        return switch (this) {
            case SSE -> COMMENT.clone();
            case NDJSON -> SILENCE.clone();
            case TEXT -> new byte[0];
        };
    }

    private byte[] lines(String before, byte[] json, String after) {
        byte[] head = utf8(this == SSE ? before + "data: " : before);
        byte[] tail = utf8(after);
        byte[] all = new byte[head.length + json.length + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(json, 0, all, head.length, json.length);
        System.arraycopy(tail, 0, all, head.length + json.length, tail.length);
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
