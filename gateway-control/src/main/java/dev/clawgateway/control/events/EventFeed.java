package dev.clawgateway.control.events;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where events are followed as they happen. Live events and those of the past are one stream under
 * one numbering: whoever knows the number of the last event it saw goes on from there, on whichever
 * connection, as long as the history reaches back so far.
 *
 * <p>Told by the store thread once events are durable and published. That never waits for a reader:
 * it wakes those who wait for more, and each reads from the history in its own time.
 */
public final class EventFeed {
    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);

    private final EventHistory history;
    private final Semaphore places;
    private final Queue<Subscription> subscriptions = new ConcurrentLinkedQueue<>();
    private volatile long newest;

    /**
     * A feed nobody follows yet.
     *
     * @param newest number of the newest event in the history; 0 when there was none
     * @param places most subscriptions at one time
     */
    public EventFeed(EventHistory history, long newest, int places) {
        this.history = history;
        this.newest = newest;
        this.places = new Semaphore(places);
    }

    /**
     * Takes a place in the stream.
     *
     * @param after number of the last event seen; the next one comes first
     * @param wake called when there is more after all was read; on the store thread, so it hands
     *     over and returns
     * @return empty while all places are taken
     */
    public Optional<Subscription> subscribe(long after, Runnable wake) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        Subscription subscription = new Subscription(this, after, wake);
        subscriptions.add(subscription);
        return Optional.of(subscription);
    }

    /** Number of the newest event that can be read. */
    public long newest() {
        return newest;
    }

    /** Places taken now. */
    public int size() {
        return subscriptions.size();
    }

    /** The history has events up to this number now. Called by one thread at a time. */
    public void published(long newNewest) {
        if (newNewest == newest) {
            return;
        }
        newest = newNewest;
        for (Subscription subscription : subscriptions) {
            try {
                subscription.published();
            } catch (RuntimeException e) {
                // A reader that cannot be woken is not to be waited for by all others.
                LOG.atWarn().setCause(e).log("a subscriber to events failed, and is dropped");
                subscription.close();
            }
        }
    }

    EventHistory history() {
        return history;
    }

    void leave(Subscription subscription) {
        if (subscriptions.remove(subscription)) {
            places.release();
        }
    }
}
