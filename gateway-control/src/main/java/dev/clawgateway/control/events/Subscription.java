package dev.clawgateway.control.events;

import dev.clawgateway.core.cluster.Event;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One reader's place in the stream. Holds a number and no events, so that a slow reader costs
 * nothing but its own time. Read by one thread at a time, which may be another one each time.
 */
public final class Subscription implements AutoCloseable {
    private static final Reading NOTHING = new Reading.Events(List.of());

    private final EventFeed feed;
    private final Runnable wake;

    /** Whether the reader has seen the end, and waits to be told of more. */
    private final AtomicBoolean waiting = new AtomicBoolean();

    private volatile long after;

    Subscription(EventFeed feed, long after, Runnable wake) {
        this.feed = feed;
        this.after = after;
        this.wake = wake;
    }

    /** What comes next. When there is nothing, the reader is woken once there is. */
    public Reading read(int limit) {
        Reading read = next(limit);
        if (!read.equals(NOTHING)) {
            return read;
        }
        waiting.set(true);
        // What was published in between has woken nobody.
        Reading late = next(limit);
        if (!late.equals(NOTHING)) {
            waiting.set(false);
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
            return fellBehind(first - 1);
        }
        after = events.getLast().sequence();
        return new Reading.Events(events);
    }

    private Reading fellBehind(long resumesAfter) {
        after = resumesAfter;
        return new Reading.FellBehind(resumesAfter);
    }

    /** Number of the last event read: where to subscribe again after a pause. */
    public long after() {
        return after;
    }

    void published() {
        if (waiting.compareAndSet(true, false)) {
            wake.run();
        }
    }

    /** Gives its place to somebody else. Idempotent. */
    @Override
    public void close() {
        feed.leave(this);
    }
}
