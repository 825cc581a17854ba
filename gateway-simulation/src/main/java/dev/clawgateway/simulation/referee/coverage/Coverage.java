package dev.clawgateway.simulation.referee.coverage;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often what occurred, by group. One is made for a run, and those of many runs are put
 * together.
 */
public final class Coverage {
    private final SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();

    void count(String group, String what) {
        counts.computeIfAbsent(group, _ -> new TreeMap<>()).merge(what, 1L, Long::sum);
    }

    /** What should occur in a group, whether it does or not. */
    public void expect(String group, Iterable<String> all) {
        SortedMap<String, Long> known = counts.computeIfAbsent(group, _ -> new TreeMap<>());
        all.forEach(what -> known.putIfAbsent(what, 0L));
    }

    /** Adds what occurred elsewhere. */
    public void add(Coverage other) {
        other.counts.forEach((group, members) -> {
            SortedMap<String, Long> mine = counts.computeIfAbsent(group, _ -> new TreeMap<>());
            members.forEach((what, count) -> mine.merge(what, count, Long::sum));
        });
    }

    /** By group, then by name; 0 for what was expected and did not occur. */
    public SortedMap<String, SortedMap<String, Long>> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }
}
