package dev.clawgateway.control.operations.fleet;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A capacity while it is added up, by one thread. */
final class CapacityCount {
    private long total;
    private long held;
    private long free;
    private final Map<String, Long> unavailable = new TreeMap<>();

    /**
     * Adds one place's.
     *
     * @param taken of all; what is over it is not counted
     * @param why what is not taken cannot be had; null where it can
     */
    void add(long all, long taken, @Nullable String why) {
        long counted = Math.clamp(taken, 0, all);
        total += all;
        held += counted;
        if (why == null) {
            free += all - counted;
        } else {
            unavailable.merge(why, all - counted, Long::sum);
        }
    }

    Capacity sum() {
        return new Capacity(total, held, free, unavailable);
    }
}
