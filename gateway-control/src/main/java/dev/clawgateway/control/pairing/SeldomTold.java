package dev.clawgateway.control.pairing;

import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has the same thing told once in a while, and counts it otherwise: what is refused again and again
 * is worth one line, and counts once against whoever tries. Bounded. Safe from any thread.
 */
public final class SeldomTold {
    /** Answered where it was told a short time ago. */
    public static final int NOT_NOW = -1;

    private final Time time;
    private final long pauseNanos;
    private final int most;
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    private record Told(long nanos, int since, boolean now) {}

    /**
     * Nothing was told yet.
     *
     * @param pause between two times that the same is told
     * @param most things remembered; beyond them all are forgotten, and each is told once more
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
     * @return how often it was not told since the last time, or {@link #NOT_NOW}
     */
    public int tell(String what) {
        if (told.size() >= most && !told.containsKey(what)) {
            forget();
        }
        long now = time.nanos();
        int[] silent = {0};
        Told latest =
                told.compute(
                        what,
                        (_, before) -> {
                            boolean due = before == null || now - before.nanos() >= pauseNanos;
                            silent[0] = before == null ? 0 : before.since();
                            return due
                                    ? new Told(now, 0, true)
                                    : new Told(before.nanos(), before.since() + 1, false);
                        });
        return latest.now() ? silent[0] : NOT_NOW;
    }

    private void forget() {
        long now = time.nanos();
        told.values().removeIf(one -> now - one.nanos() >= pauseNanos);
        if (told.size() >= most) {
            told.clear();
        }
    }
}
