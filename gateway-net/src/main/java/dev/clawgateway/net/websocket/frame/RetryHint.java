package dev.clawgateway.net.websocket.frame;

import java.time.Duration;

/**
 * When to come back, as part of a Close frame's reason: who reads it can act by it, and who does
 * not has lost nothing.
 */
public final class RetryHint {
    private RetryHint() {}

    /** Such as {@code service restart; retry after 1500 ms}. */
    public static String in(String reason, Duration after) {
        return reason + "; retry after " + after.toMillis() + " ms";
    }
}
