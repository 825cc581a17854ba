package dev.clawgateway.server.dialect.openclaw.broadcast;

import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.protocol.openclaw.OpenClawFrame;
import dev.clawgateway.protocol.openclaw.OpenClawFrames;
import dev.clawgateway.protocol.openclaw.StateVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event as all connections have it, but for its end, where each has a number of its own. Safe
 * from any thread.
 */
final class SharedEvent {
    /** The longest end: a number and two versions. */
    private static final int MAX_TAIL = 128;

    private final String name;

    /** Whole but for the brace that ends it. */
    private final byte[] head;

    private final @Nullable StateVersion versions;

    /**
     * Encodes it.
     *
     * @param versions what comes after the number; null for nothing
     */
    SharedEvent(String name, JsonNode payload, @Nullable StateVersion versions) {
        byte[] whole = OpenClawFrames.write(new OpenClawFrame.Event(name, payload));
        this.name = name;
        this.head = Arrays.copyOf(whole, whole.length - 1);
        this.versions = versions;
    }

    /** Whether a message of so many bytes can hold it. */
    boolean fits(int maxBytes) {
        return head.length + MAX_TAIL <= maxBytes;
    }

    /** On the session's event loop. */
    void send(Session session, long seq) {
        session.sendEvent(name, head, tail(seq));
    }

    private byte[] tail(long seq) {
        StringBuilder end = new StringBuilder(MAX_TAIL).append(",\"seq\":").append(seq);
        if (versions != null) {
            end.append(",\"stateVersion\":{\"presence\":")
                    .append(versions.presence())
                    .append(",\"health\":")
                    .append(versions.health())
                    .append('}');
        }
        return end.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    }
}
