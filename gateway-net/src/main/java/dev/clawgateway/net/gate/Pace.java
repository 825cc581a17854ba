package dev.clawgateway.net.gate;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * Holds what many do to a rate each, in room that never grows: those who share a place share its
 * rate, and which do cannot be known from outside. Safe from any thread; takes no lock.
 */
public final class Pace {
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final Supplier<Rate> rate;
    private final AtomicLongArray accounted;
    private final long startNanos;

    /**
     * Nobody has done anything yet.
     *
     * @param rate in force
     * @param places a power of two; 1 to hold all of them to one rate together
     * @param startNanos now; mixed into who shares a place with whom
     */
    Pace(Supplier<Rate> rate, int places, long startNanos) {
        this.rate = rate;
        this.accounted = new AtomicLongArray(places);
        this.startNanos = startNanos;
    }

    /**
     * Somebody wants to do it once more.
     *
     * @param who a number of that somebody
     * @return how many nanoseconds to wait first; 0 when it may, and then it is accounted for
     */
    public long spend(long who, long nowNanos) {
        Rate now = rate.get();
        int place = place(who);
        long time = nowNanos - startNanos;
        while (true) {
            long before = accounted.get(place);
            long pause = now.pause(before, time);
            if (pause > 0 || accounted.compareAndSet(place, before, now.after(before, time))) {
                return pause;
            }
        }
    }

    private int place(long who) {
        long hash = (who ^ startNanos) * SPREAD;
        hash = (hash ^ (hash >>> Integer.SIZE)) * SPREAD;
        return (int) (hash >>> Integer.SIZE) & (accounted.length() - 1);
    }
}
