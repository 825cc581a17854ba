package dev.clawgateway.control.pairing;

import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has the same thing told once in a while, and so many things at most, and counts the rest: what
 * happens again and again is worth one line, and so is what happens to thousands at once. Safe from
 * any thread.
 */
public final class SeldomTold {
    /** Answered where it is not to be told. */
    public static final int NOT_NOW = -1;

    private final Time time;
    private final long pauseNanos;
    private final int most;
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final AtomicInteger missed = new AtomicInteger();

    private record Told(long nanos, boolean now) {}

    /**
     * Nothing was told yet.
     *
     * @param pause between two times that the same is told
     * @param most things told within such a pause
     */
    public SeldomTold(Time time, Duration pause, int most) {
        this.time = time;
        this.pauseNanos = pause.toNanos();
        this.most = most;
    }

    /**
     * Whether this is to be told now.
     *
     * @param what names it
     * @return how many were not told since the last that was, or {@link #NOT_NOW}
     */
    public int tell(String what) {
        long now = time.nanos();
        if (told.size() >= most && !told.containsKey(what)) {
            told.values().removeIf(one -> now - one.nanos() >= pauseNanos);
            if (told.size() >= most) {
                missed.incrementAndGet();
                return NOT_NOW;
            }
        }
        Told latest =
                told.compute(
                        what,
                        (_, before) ->
                                before == null || now - before.nanos() >= pauseNanos
                                        ? new Told(now, true)
                                        : new Told(before.nanos(), false));
        if (latest.now()) {
            return missed.getAndSet(0);
        }
        missed.incrementAndGet();
        return NOT_NOW;
    }

    /** How many things are remembered. */
    int size() {
        return told.size();
    }
}
