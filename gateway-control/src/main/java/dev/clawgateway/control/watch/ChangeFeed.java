package dev.clawgateway.control.watch;

import dev.clawgateway.control.follow.Awaited;
import dev.clawgateway.control.follow.Followers;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.WorkloadRecord;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Where changes are followed as they are published. Told by the store thread, which waits for no
 * reader. A list says the revision that it was made at, and whoever watches after that one misses
 * nothing; it may be told again what the list has already.
 */
public final class ChangeFeed {
    private final int capacity;
    private final Followers followers;
    private final Awaited<WorkloadId> workloads = new Awaited<>();
    private volatile ChangeRing ring;

    /**
     * A feed nobody follows yet.
     *
     * @param capacity changes that are kept to be read
     * @param places most watches at one time
     * @param crier wakes those who wait for more
     */
    public ChangeFeed(int capacity, int places, Executor crier) {
        this.capacity = capacity;
        this.followers = new Followers(places, crier);
        ring = new ChangeRing(capacity, 0, 0);
    }

    /**
     * Another reign begins: of what was before nobody knows.
     *
     * @param stored the greatest revision that it found
     * @param revision the one that it begins with, which nobody has seen before
     */
    public void begin(long stored, long revision) {
        ring = new ChangeRing(capacity, stored, revision);
        followers.cry();
        workloads.happened();
    }

    /**
     * A change that {@link #published} shows; in the state it can be seen already. Called by one
     * thread at a time.
     */
    public void add(Changed changed) {
        ring.add(changed);
        if (changed instanceof Changed.OfWorkload(long _, var before, var after)) {
            WorkloadRecord either = after == null ? before : after;
            if (either != null) {
                workloads.happened(either.id());
            }
        }
    }

    /** Who waits for what becomes of one workload; woken at every change, while it is published. */
    public Awaited<WorkloadId> workloads() {
        return workloads;
    }

    /** All that was added can be seen. Called by one thread at a time. */
    public void published(long revision) {
        ring.show(revision);
        followers.cry();
    }

    /** Of the newest command whose changes are published. Read before a list is made. */
    public long revision() {
        return ring.head().revision();
    }

    /**
     * Takes a place.
     *
     * @param after the revision of a list, or of a bookmark; what bears it is told again
     * @param wake called when there is more after all was read; hands over and returns
     * @return empty while all places are taken
     */
    public Optional<Watch> watch(long after, Runnable wake) {
        return followers.join(wake).map(place -> new Watch(this, place, after));
    }

    /** The same of what comes next, from {@link Watch#begun} on. */
    public Optional<Watch> watch(Runnable wake) {
        return followers.join(wake).map(place -> new Watch(this, place));
    }

    /** Places taken now. */
    public int size() {
        return followers.size();
    }

    ChangeRing ring() {
        return ring;
    }
}
