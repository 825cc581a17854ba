package dev.clawgateway.control.events;

import dev.clawgateway.control.follow.FollowerPlace;
import dev.clawgateway.core.cluster.Event;
import java.util.List;

/**
 * One reader's place in the stream. Holds a number and no events, so that a slow reader costs
 * nothing but its own time. Read by one thread at a time, which may be another one each time.
 */
public final class Subscription implements AutoCloseable {
    private static final Reading NOTHING = new Reading.Events(List.of());

    private final EventFeed feed;
    private final FollowerPlace place;
    private volatile long after;

    Subscription(EventFeed feed, FollowerPlace place, long after) {
        this.feed = feed;
        this.place = place;
        this.after = after;
    }

    /** What comes next. When there is nothing, the reader is woken once there is. */
    public Reading read(int limit) {
        Reading read = next(limit);
        if (!read.equals(NOTHING)) {
            return read;
        }
        place.await();
        // What was published in between has woken nobody.
        Reading late = next(limit);
        if (!late.equals(NOTHING)) {
            place.goOn();
        }
        return late;
    }

    private Reading next(int limit) {
        long newest = feed.newest();
        if (after > newest) {
            // It has read the events of another history than this one.
            return fellBehind(newest);
        }
        // The history may be ahead of what was told; this reader is not.
        List<Event> events = feed.history().events(after, (int) Math.min(limit, newest - after));
        if (events.isEmpty()) {
            return after == newest ? NOTHING : fellBehind(newest);
        }
        long first = events.getFirst().sequence();
        if (first != after + 1) {
            return fellBehind(Math.min(first - 1, newest));
        }
        List<Event> together = together(events);
        after = together.getLast().sequence();
        return new Reading.Events(together);
    }

    /** Those before the first number that is missing. */
    private static List<Event> together(List<Event> events) {
        long first = events.getFirst().sequence();
        if (events.getLast().sequence() == first + events.size() - 1) {
            return events;
        }
        int count = 1;
        while (events.get(count).sequence() == first + count) {
            count++;
        }
        return events.subList(0, count);
    }

    private Reading fellBehind(long resumesAfter) {
        long missedFrom = after + 1;
        after = resumesAfter;
        return new Reading.FellBehind(missedFrom, resumesAfter);
    }

    /** Number of the last event read: where to subscribe again after a pause. */
    public long after() {
        return after;
    }

    /** Gives its place to somebody else. Idempotent. */
    @Override
    public void close() {
        place.close();
    }
}
