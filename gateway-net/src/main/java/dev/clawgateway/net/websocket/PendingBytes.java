package dev.clawgateway.net.websocket;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what waits to be sent over all sessions. When it is too much, whoever has most waiting is
 * closed, so that a crowd that asks and does not read cannot take the memory of those who do. Safe
 * from any event loop; takes no lock.
 */
public final class PendingBytes {
    /** Below it a session is nobody to win memory from; so few are looked at. */
    private static final long HEAVY_BYTES = 64 << 10;

    private volatile long max;
    private final AtomicLong total;
    private final AtomicLong numbers = new AtomicLong();
    private final Set<Outbound> heavy = new ConcurrentSkipListSet<>(Outbound.BY_NUMBER);

    /**
     * A bound.
     *
     * @param total where the bytes are counted
     */
    public PendingBytes(long max, AtomicLong total) {
        this.max = max;
        this.total = total;
    }

    /** Within another bound from now on. */
    public void bound(long newMax) {
        max = newMax;
    }

    /** Of the next who will send. */
    long number() {
        return numbers.incrementAndGet();
    }

    /**
     * Makes room for bytes of a session, at the cost of the heaviest.
     *
     * @return false when the asker is that itself; then nothing was reserved
     */
    boolean reserve(Outbound asker, int size) {
        long after = asker.bytes() + size;
        while (total.get() + size > max) {
            Outbound heaviest = heaviest();
            if (after > HEAVY_BYTES && (heaviest == null || heaviest.bytes() <= after)) {
                return false;
            } else if (heaviest == null) {
                break; // many with little each: the number of sessions bounds that
            } else if (heavy.remove(heaviest)) {
                total.addAndGet(-heaviest.condemn());
            }
        }
        total.addAndGet(size);
        if (after > HEAVY_BYTES) {
            heavy.add(asker);
        }
        return true;
    }

    /** Bytes of a session reached the socket, or never will; it has so many left. */
    void release(Outbound owner, int size, long left) {
        total.addAndGet(-size);
        if (left <= HEAVY_BYTES && left + size > HEAVY_BYTES) {
            heavy.remove(owner);
        }
    }

    /** A condemned session has ended; until now its bytes were not counted. */
    void ended(Outbound owner, long forgiven) {
        heavy.remove(owner);
        total.addAndGet(forgiven);
    }

    private @Nullable Outbound heaviest() {
        Outbound heaviest = null;
        for (Outbound one : heavy) {
            if (heaviest == null || one.bytes() > heaviest.bytes()) {
                heaviest = one;
            }
        }
        return heaviest;
    }
}
