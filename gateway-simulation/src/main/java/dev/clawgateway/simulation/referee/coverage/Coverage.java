package dev.clawgateway.simulation.referee.coverage;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often what occurred, by group. One is made for a run, and those of many runs are put
 * together.
 */
public final class Coverage {
    private final Map<String, Map<String, Long>> counts = new HashMap<>();

    void count(String group, String what) {
        counts.computeIfAbsent(group, _ -> new HashMap<>()).merge(what, 1L, Long::sum);
    }

    /** What should occur in a group, whether it does or not. */
    public void expect(String group, Iterable<String> all) {
        Map<String, Long> known = counts.computeIfAbsent(group, _ -> new HashMap<>());
        all.forEach(what -> known.putIfAbsent(what, 0L));
    }

    /** Adds what occurred elsewhere. */
    public void add(Coverage other) {
        other.counts.forEach((group, members) -> {
            Map<String, Long> mine = counts.computeIfAbsent(group, _ -> new HashMap<>());
            members.forEach((what, count) -> mine.merge(what, count, Long::sum));
        });
    }

    /** By group, then by name; 0 for what was expected and did not occur. */
    public SortedMap<String, SortedMap<String, Long>> counts() {
        SortedMap<String, SortedMap<String, Long>> sorted = new TreeMap<>();
        counts.forEach((group, members) -> sorted.put(group, new TreeMap<>(members)));
        return sorted;
    }
}
