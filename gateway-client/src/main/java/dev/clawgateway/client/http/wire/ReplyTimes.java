package dev.clawgateway.client.http.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer may take.
 *
 * @param first until its head is there, the connection included; where {@code between} is null,
 *     until it is there whole
 * @param between from one piece of the body to the next; null for an answer that ends soon
 */
public record ReplyTimes(Duration first, @Nullable Duration between) {
    /** For an answer that ends soon. */
    public static ReplyTimes whole(Duration limit) {
        return new ReplyTimes(limit, null);
    }
}
