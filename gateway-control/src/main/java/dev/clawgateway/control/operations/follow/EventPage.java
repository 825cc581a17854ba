package dev.clawgateway.control.operations.follow;

import dev.clawgateway.core.cluster.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of the past.
 *
 * @param events that are wanted and seen, oldest first
 * @param after up to which number was looked: the next page begins after it
 * @param newest number of the newest event there is
 * @param gap numbers that are not to be had, all before these events; null for none
 */
public record EventPage(List<Event> events, long after, long newest, @Nullable Gap gap) {
    public EventPage {
        events = List.copyOf(events);
    }

    /** Numbers that are kept no more, or never were given out. */
    public record Gap(long from, long to) {}
}
