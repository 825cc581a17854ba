package dev.clawgateway.control.events;

import dev.clawgateway.control.follow.Followers;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Where events are followed as they happen. Live events and those of the past are one stream under
 * one numbering: whoever knows the number of the last event it saw goes on from there, on whichever
 * connection, as long as the history reaches back so far.
 *
 * <p>Told by the store thread once events are durable and published. That never waits for a reader:
 * it has those woken who wait for more, and each reads from the history in its own time.
 */
public final class EventFeed {
    private final EventHistory history;
    private final Followers followers;
    private volatile long newest;

    /**
     * A feed nobody follows yet, whose followers are woken by whoever publishes.
     *
     * @param newest number of the newest event in the history; 0 when there was none
     * @param places most subscriptions at one time
     */
    public EventFeed(EventHistory history, long newest, int places) {
        this(history, newest, places, Runnable::run);
    }

    /**
     * The same.
     *
     * @param crier wakes them
     */
    public EventFeed(EventHistory history, long newest, int places, Executor crier) {
        this.history = history;
        this.newest = newest;
        this.followers = new Followers(places, crier);
    }

    /**
     * Takes a place in the stream.
     *
     * @param after number of the last event seen; the next one comes first
     * @param wake called when there is more after all was read; hands over and returns
     * @return empty while all places are taken
     */
    public Optional<Subscription> subscribe(long after, Runnable wake) {
        return followers.join(wake).map(place -> new Subscription(this, place, after));
    }

    /** Number of the newest event that can be read. */
    public long newest() {
        return newest;
    }

    /** Places taken now. */
    public int size() {
        return followers.size();
    }

    /** The history has events up to this number now. Called by one thread at a time. */
    public void published(long newNewest) {
        if (newNewest != newest) {
            newest = newNewest;
            followers.cry();
        }
    }

    EventHistory history() {
        return history;
    }
}
