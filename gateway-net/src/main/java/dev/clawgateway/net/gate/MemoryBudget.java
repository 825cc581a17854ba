package dev.clawgateway.net.gate;

import io.netty.util.internal.PlatformDependent;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what is held over all connections. When it is too much, whoever holds most is closed, so
 * that a crowd that takes and does not give back cannot take the memory of those who do. Safe from
 * any event loop; takes no lock.
 */
public final class MemoryBudget {
    /** Below it a connection is nobody to win memory from; so few are looked at. */
    private static final long HEAVY_BYTES = 64 << 10;

    private volatile long max;
    private final AtomicLong total;
    private final AtomicLong numbers = new AtomicLong();
    private final Set<Share> heavy = new ConcurrentSkipListSet<>(Share.BY_NUMBER);

    /**
     * A bound.
     *
     * @param total where the bytes are counted
     */
    public MemoryBudget(long max, AtomicLong total) {
        this.max = max;
        this.total = total;
    }

    /** A quarter of what buffers, or objects where that is less, may take of memory. */
    public static long usual() {
        long direct = PlatformDependent.maxDirectMemory();
        long heap = Runtime.getRuntime().maxMemory();
        return Math.min(direct > 0 ? direct : heap, heap) / 4;
    }

    /** Within another bound from now on. */
    public void bound(long newMax) {
        max = newMax;
    }

    /**
     * Of one who holds nothing yet.
     *
     * @param evict closes it, from any thread, to make room for others; may be called more than
     *     once
     */
    public Share share(Runnable evict) {
        return new Share(this, numbers.incrementAndGet(), evict);
    }

    private boolean reserve(Share asker, long size) {
        long after = asker.bytes() + size;
        while (total.get() + size > max) {
            Share heaviest = heaviest();
            if (after > HEAVY_BYTES && (heaviest == null || heaviest.bytes() <= after)) {
                return false;
            } else if (heaviest == null) {
                break; // many with little each: the number of connections bounds that
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

    private void release(Share owner, long size, long counted, long left) {
        total.addAndGet(-counted);
        if (left <= HEAVY_BYTES && left + size > HEAVY_BYTES) {
            heavy.remove(owner);
        }
    }

    /** A condemned one has ended; what it still holds was not counted until now. */
    private void ended(Share owner, long forgiven) {
        heavy.remove(owner);
        total.addAndGet(forgiven);
    }

    private @Nullable Share heaviest() {
        Share heaviest = null;
        for (Share one : heavy) {
            if (heaviest == null || one.bytes() > heaviest.bytes()) {
                heaviest = one;
            }
        }
        return heaviest;
    }

    /** What one connection holds. Its event loop changes it, other threads may look. */
    public static final class Share {
        /** The same order in every process. */
        static final Comparator<Share> BY_NUMBER = Comparator.comparingLong(share -> share.number);

        private static final long ENDED = -1;

        private final MemoryBudget all;
        private final long number;
        private final Runnable evict;

        /** Bytes of a condemned one that nobody counts any more. */
        private final AtomicLong forgiven = new AtomicLong();

        private volatile long bytes;

        private Share(MemoryBudget all, long number, Runnable evict) {
            this.all = all;
            this.number = number;
            this.evict = evict;
        }

        /** Held now. */
        public long bytes() {
            return bytes;
        }

        /**
         * Makes room for more, at the cost of the heaviest. Event loop only.
         *
         * @return false when that is this one itself; then nothing was reserved
         */
        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer, the event loop
        public boolean reserve(long size) {
            if (!all.reserve(this, size)) {
                return false;
            }
            bytes += size;
            return true;
        }

        /** So many are held no longer. Event loop only. */
        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer, the event loop
        public void release(long size) {
            bytes -= size;
            all.release(this, size, size - pardoned(size), bytes);
        }

        /** How much of what is held no longer was counted no longer before. */
        private long pardoned(long size) {
            long before = forgiven.get();
            while (before > 0) {
                long part = Math.min(before, size);
                if (forgiven.compareAndSet(before, before - part)) {
                    return part;
                }
                before = forgiven.get();
            }
            return 0;
        }

        /** Holds so many from now on, more or less than before; else as {@link #reserve}. */
        public boolean hold(long size) {
            long more = size - bytes;
            if (more > 0) {
                return reserve(more);
            } else if (more < 0) {
                release(-more);
            }
            return true;
        }

        /** The connection has ended, and holds nothing. Event loop only. */
        public void ended() {
            long back = forgiven.getAndSet(ENDED);
            all.ended(this, Math.max(0, back));
        }

        /** Any thread: closes the connection; returns how many bytes count no longer. */
        private long condemn() {
            long held = bytes;
            boolean first = held > 0 && forgiven.compareAndSet(0, held);
            evict.run();
            return first ? held : 0;
        }
    }
}
