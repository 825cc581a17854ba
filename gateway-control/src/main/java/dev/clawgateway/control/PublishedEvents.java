package dev.clawgateway.control;

import dev.clawgateway.core.cluster.Event;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The newest events as readers see them. Written by the store thread alone, read by all without a
 * lock.
 */
final class PublishedEvents {
    private final ConcurrentSkipListMap<Long, Event> kept = new ConcurrentSkipListMap<>();
    private final int most;

    /** The writer's alone: to count the map is to walk it. */
    private int count;

    private volatile long last;

    /**
     * Those that a store held.
     *
     * @param most kept to be read; older ones are dropped
     * @param last number of the newest ever recorded; 0 when none was
     */
    PublishedEvents(List<Event> stored, long last, int most) {
        this.most = most;
        stored.forEach(this::add);
        this.last = last;
    }

    void add(Event event) {
        kept.put(event.sequence(), event);
        last = event.sequence();
        if (++count > most) {
            kept.pollFirstEntry();
            count--;
        }
    }

    /** Number of the newest; 0 when there was none. */
    long last() {
        return last;
    }

    List<Event> after(long number, int limit) {
        return kept.tailMap(number, false).values().stream().limit(limit).toList();
    }
}
