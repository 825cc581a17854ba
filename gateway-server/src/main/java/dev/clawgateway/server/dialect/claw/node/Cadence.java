package dev.clawgateway.server.dialect.claw.node;

import java.time.Duration;

/**
 * How regularly a message of one kind comes. Existing agents beat every 30 s whatever they are
 * told, and make up for beats they missed all at once, so one short gap says nothing. Confined to
 * the session's event loop.
 */
final class Cadence {
    private static final long LONGEST_GAP = Duration.ofSeconds(20).toNanos();
    private static final long SHORTEST_SPAN = Duration.ofSeconds(3).toNanos();
    private static final int GAPS = 4;

    private final long[] times = new long[GAPS + 1];
    private int count;

    void beat(long nanos) {
        times[count++ % times.length] = nanos;
    }

    /** Whether the last gaps were all clearly shorter than 30 s, and not one burst. */
    boolean often() {
        if (count < times.length) {
            return false;
        }
        for (int gap = 0; gap < GAPS; gap++) {
            if (time(gap + 1) - time(gap) > LONGEST_GAP) {
                return false;
            }
        }
        return time(GAPS) - time(0) >= SHORTEST_SPAN;
    }

    /** Of the beats that are known, the oldest first. */
    private long time(int place) {
        return times[(count + place) % times.length];
    }
}
