package dev.clawgateway.core.state.due;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

/** What becomes of timers that run when a timeout is changed. */
public final class ChangedTimeout {
    private ChangedTimeout() {}

    /**
     * A longer one gives each timer what it is longer by. A shorter one takes it away, but nothing
     * is due by that before a whole new timeout is over, nor later than it would have been.
     */
    public static LongUnaryOperator of(Duration before, Duration after, long nowNanos) {
        long more = after.toNanos() - before.toNanos();
        long whole = nowNanos + after.toNanos();
        return nanos -> more >= 0 ? nanos + more : Math.min(nanos, Math.max(nanos + more, whole));
    }
}
