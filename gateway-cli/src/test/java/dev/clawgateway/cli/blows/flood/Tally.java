package dev.clawgateway.cli.blows.flood;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What became of those who flooded. Safe from any thread. */
public final class Tally {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String outcome) {
        count(outcome, 1);
    }

    void count(String outcome, long times) {
        counts.computeIfAbsent(outcome, _ -> new LongAdder()).add(times);
    }

    /** How often. */
    public long of(String outcome) {
        LongAdder count = counts.get(outcome);
        return count == null ? 0 : count.sum();
    }

    @Override
    public String toString() {
        return new TreeMap<>(counts).toString();
    }
}
