package dev.clawgateway.control.follow;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who follow one thing. Whoever has read all waits here, and costs whoever publishes nothing:
 * all of them are woken together, on a thread of theirs. Safe from any thread.
 */
public final class Followers {
    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

    private final Executor crier;
    private final Semaphore places;
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong numbers = new AtomicLong();

    /** By their numbers: whoever came first is woken first. */
    private final Map<Long, FollowerPlace> waiting = new ConcurrentSkipListMap<>();

    /** Whether they are about to be woken. */
    private final AtomicBoolean crying = new AtomicBoolean();

    /**
     * Nobody follows yet.
     *
     * @param places most of them at one time
     * @param crier wakes them; {@code Runnable::run} where whoever publishes may do that himself
     */
    public Followers(int places, Executor crier) {
        this.places = new Semaphore(places);
        this.crier = crier;
    }

    /**
     * Takes a place.
     *
     * @param wake called when there is more after all was read; hands over and returns
     * @return empty while all places are taken
     */
    public Optional<FollowerPlace> join(Runnable wake) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        size.incrementAndGet();
        return Optional.of(new FollowerPlace(this, numbers.incrementAndGet(), wake));
    }

    /** Places taken now. */
    public int size() {
        return size.get();
    }

    /** There is more to read; it can be read already. */
    public void cry() {
        if (waiting.isEmpty() || !crying.compareAndSet(false, true)) {
            return;
        }
        try {
            crier.execute(this::wakeAll);
        } catch (RejectedExecutionException _) {
            crying.set(false); // shutting down: nobody reads on
        }
    }

    private void wakeAll() {
        crying.set(false); // who waits from here on, is found or has found what there is
        for (FollowerPlace follower : waiting.values()) {
            try {
                follower.wake();
            } catch (RuntimeException e) {
                // A reader that cannot be woken is not to be waited for by all others.
                LOG.atWarn().setCause(e).log("a follower failed, and is dropped");
                follower.close();
            }
        }
    }

    void waits(FollowerPlace follower) {
        waiting.put(follower.number(), follower);
    }

    boolean waitsNoMore(FollowerPlace follower) {
        return waiting.remove(follower.number()) != null;
    }

    void leave(FollowerPlace follower) {
        waiting.remove(follower.number());
        size.decrementAndGet();
        places.release();
    }
}
