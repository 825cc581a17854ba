package dev.clawgateway.net.gate;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one log line a minute through and counts the others. Safe from any thread. */
public final class LogLimit {
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLong lastNanos = new AtomicLong(NEVER);
    private final AtomicLong held = new AtomicLong();

    /** Whether to write a line now; if not, it is counted. */
    public boolean allows(long nowNanos) {
        long last = lastNanos.get();
        boolean due = last == NEVER || nowNanos - last >= PAUSE_NANOS;
        if (due && lastNanos.compareAndSet(last, nowNanos)) {
            return true;
        }
        held.incrementAndGet();
        return false;
    }

    /** Lines held back since this was last asked. */
    public long heldBack() {
        return held.getAndSet(0);
    }
}
