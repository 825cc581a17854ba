package dev.clawgateway.server.stop;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a gateway may take to stop, and for what.
 *
 * @param timeout for everything but the drain: half of it for peers, the rest to store what was
 *     accepted
 * @param notice how long it goes on when it is told to stop, not ready any more, so that whoever
 *     sends it connections notices; of the timeout
 * @param drain how long workloads may take to end, which are all stopped then; null where they go
 *     on on their nodes
 */
public record StopSettings(Duration timeout, Duration notice, @Nullable Duration drain) {
    /** At once, and nothing is drained. */
    public static StopSettings within(Duration timeout) {
        return new StopSettings(timeout, Duration.ZERO, null);
    }

    /** For peers, once the notice is over. */
    public Duration peers() {
        return timeout.dividedBy(2).minus(notice);
    }

    /** From the beginning to the end, whatever happens. */
    public Duration most() {
        return drain == null ? timeout : timeout.plus(drain);
    }
}
