package dev.clawgateway.net.websocket;

import dev.clawgateway.net.gate.Rate;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A token bucket for one session's messages. Confined to its event loop. A message costs one token,
 * and one more for each 16 KiB; it is never refused, but while the bucket is in debt the session is
 * not read.
 */
final class RateLimit {
    private static final int BYTES_PER_TOKEN = 16 << 10;

    private final Supplier<Rate> rate;
    private final IntSupplier maxPauses;
    private double tokens;
    private long refilledAt;
    private int pauses;

    /**
     * A full bucket.
     *
     * @param rate in force
     * @param maxPauses in a row that are nobody's fault
     */
    RateLimit(Supplier<Rate> rate, IntSupplier maxPauses, long nowNanos) {
        this.rate = rate;
        this.maxPauses = maxPauses;
        this.tokens = rate.get().burst();
        this.refilledAt = nowNanos;
    }

    /** Accounts for a message; returns for how many nanoseconds not to read, 0 to go on. */
    long spend(int bytes, long nowNanos) {
        Rate now = rate.get();
        int perSecond = now.perSecond();
        int burst = now.burst();
        double earned = (nowNanos - refilledAt) * (double) perSecond / TimeUnit.SECONDS.toNanos(1);
        refilledAt = nowNanos;
        tokens = Math.min(burst, tokens + earned);
        if (tokens >= burst / 2.0) {
            pauses = 0;
        }
        tokens -= 1 + bytes / BYTES_PER_TOKEN;
        if (tokens > 0) {
            return 0;
        }
        pauses++;
        // Pay the debt and a little ahead, so that a flood wakes us some times a second, not
        // always.
        double owed = -tokens + Math.min(burst, perSecond) / 4.0;
        return (long) (owed * TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    /** The peer did what it was told to do: it is slowed down, but not blamed. */
    void forgive() {
        pauses = 0;
    }

    /** Whether the peer has been held back too often without ever slowing down. */
    boolean exhausted() {
        return pauses > maxPauses.getAsInt();
    }
}
