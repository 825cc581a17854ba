package dev.clawgateway.net.gate;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one kind, within a bound and a bound for each address. When it is full, whoever
 * has been silent longest makes room; of several, whoever came first. Safe from any event loop.
 * Entering costs a look at each member, but only when it is full.
 */
final class Crowd {
    private volatile int max;
    private volatile int maxPerAddress;
    private final boolean loopbackCounts;
    private final long sparedNanos;
    private final Set<Visitor> members = new ConcurrentSkipListSet<>(Visitor.BY_ARRIVAL);
    private final AtomicInteger size = new AtomicInteger();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    /**
     * An empty crowd.
     *
     * @param loopbackCounts whether loopback is an address like any other
     * @param spared whoever was silent for less does not make room
     */
    Crowd(int max, int maxPerAddress, boolean loopbackCounts, Duration spared) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
        this.loopbackCounts = loopbackCounts;
        this.sparedNanos = spared.toNanos();
    }

    int size() {
        return size.get();
    }

    /** Within other bounds from the next visitor on; nobody leaves for that. */
    void bound(int newMax, int newMaxPerAddress) {
        max = newMax;
        maxPerAddress = newMaxPerAddress;
    }

    /**
     * Takes a visitor in.
     *
     * @return who has to leave for it; itself when nobody can; null when there was room
     */
    @Nullable Visitor admit(Visitor visitor, long nowNanos) {
        add(visitor);
        while (true) {
            InetAddress address = visitor.address();
            boolean crowded = address != null && ofAddress(address) > maxPerAddress;
            if (!crowded && size.get() <= max) {
                return null;
            }
            Visitor silent = longestSilent(crowded ? address : null, visitor, nowNanos);
            if (silent == null) {
                remove(visitor);
                return visitor;
            } else if (remove(silent)) {
                return silent;
            } // else somebody else has just sent it away: look again
        }
    }

    /** The one who is sent away to make room elsewhere; null when nobody can. */
    @Nullable Visitor expelLongestSilent(long nowNanos) {
        Visitor silent = longestSilent(null, null, nowNanos);
        while (silent != null && !remove(silent)) {
            silent = longestSilent(null, null, nowNanos);
        }
        return silent;
    }

    private void add(Visitor visitor) {
        members.add(visitor);
        size.incrementAndGet();
        InetAddress address = visitor.address();
        if (address != null) {
            byAddress.merge(address, 1, Integer::sum);
        }
    }

    /** False when it was not here. */
    boolean remove(Visitor visitor) {
        if (!members.remove(visitor)) {
            return false;
        }
        size.decrementAndGet();
        InetAddress address = visitor.address();
        if (address != null) {
            byAddress.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
        }
        return true;
    }

    private int ofAddress(InetAddress address) {
        return address.isLoopbackAddress() && !loopbackCounts
                ? 0
                : byAddress.getOrDefault(address, 0);
    }

    private @Nullable Visitor longestSilent(
            @Nullable InetAddress address, @Nullable Visitor but, long nowNanos) {
        Visitor longest = null;
        for (Visitor one : members) {
            boolean eligible =
                    !one.equals(but)
                            && !one.busy()
                            && nowNanos - one.heardNanos() >= sparedNanos
                            && (address == null || address.equals(one.address()));
            if (eligible && (longest == null || one.heardNanos() - longest.heardNanos() < 0)) {
                longest = one;
            }
        }
        return longest;
    }
}
