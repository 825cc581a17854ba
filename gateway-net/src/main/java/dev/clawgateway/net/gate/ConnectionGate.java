package dev.clawgateway.net.gate;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts connections by who they are and says which are too many, each kind within a bound of its
 * own, so that none can take the room of another: strangers, who have not said who they are (plain
 * HTTP too); operators; and newcomers, nodes that are not registered yet. How many registered nodes
 * there may be is not decided here. Safe from any event loop.
 */
public final class ConnectionGate {
    /** An operator may think for a moment before it has to make room for the next. */
    private static final Duration THINKING = Duration.ofSeconds(5);

    private final Paces paces;
    private final MemoryBudget inbound;
    private volatile int maxTotal;
    private final AtomicLong arrivals = new AtomicLong();
    private final AtomicInteger total = new AtomicInteger();
    private final Crowd strangers;
    private final Crowd operators;
    private final Crowd newcomers;

    public ConnectionGate(ConnectionLimits limits, Paces paces, TrafficCounters traffic) {
        this.paces = paces;
        inbound = new MemoryBudget(limits.room().maxInboundBytes(), traffic.inboundCounter());
        maxTotal = limits.room().maxTotal();
        strangers =
                new Crowd(
                        limits.room().maxOthers(),
                        limits.room().maxStrangersPerAddress(),
                        true,
                        Duration.ZERO);
        operators =
                new Crowd(
                        limits.room().maxSessions(),
                        limits.operators().maxPerAddress(),
                        false,
                        THINKING);
        newcomers = new Crowd(limits.room().maxSessions(), Integer.MAX_VALUE, false, Duration.ZERO);
    }

    /** Within other bounds from the next connection on; nobody leaves for that. */
    public void apply(ConnectionLimits limits) {
        paces.apply(limits.rates());
        inbound.bound(limits.room().maxInboundBytes());
        maxTotal = limits.room().maxTotal();
        strangers.bound(limits.room().maxOthers(), limits.room().maxStrangersPerAddress());
        operators.bound(limits.room().maxSessions(), limits.operators().maxPerAddress());
        newcomers.bound(limits.room().maxSessions(), Integer.MAX_VALUE);
    }

    /** What they may hold of messages and requests that have arrived in part. */
    public MemoryBudget inbound() {
        return inbound;
    }

    /** How often they may come. */
    public Paces paces() {
        return paces;
    }

    /** The number of who comes next. */
    long arrival() {
        return arrivals.incrementAndGet();
    }

    /**
     * A connection was accepted; balanced by {@link #left}.
     *
     * @return who has to be closed for it, perhaps itself; null when there is room
     */
    @Nullable Visitor entered(Visitor visitor, long nowNanos) {
        boolean room = total.incrementAndGet() <= maxTotal;
        Visitor leaves = strangers.admit(visitor, nowNanos);
        if (leaves != null || room) {
            return leaves;
        }
        // No descriptor may be taken from the store, so somebody has to go, whoever it is.
        return expelLongestSilent(nowNanos);
    }

    private @Nullable Visitor expelLongestSilent(long nowNanos) {
        Visitor leaves = operators.expelLongestSilent(nowNanos);
        return leaves != null ? leaves : strangers.expelLongestSilent(nowNanos);
    }

    /** Nobody more can be accepted: closes some who are silent, registered nodes never. */
    void makeRoom(int most, long nowNanos) {
        for (int i = 0; i < most; i++) {
            Visitor leaves = expelLongestSilent(nowNanos);
            if (leaves == null) {
                return;
            }
            var _ = leaves.channel().close();
        }
    }

    /** A stranger turned out to be an operator; returns as {@link #entered} does. */
    @Nullable Visitor isOperator(Visitor visitor, long nowNanos) {
        strangers.remove(visitor);
        return operators.admit(visitor, nowNanos);
    }

    /** A stranger turned out to be a node; returns as {@link #entered} does. */
    @Nullable Visitor isNode(Visitor visitor, long nowNanos) {
        strangers.remove(visitor);
        return newcomers.admit(visitor, nowNanos);
    }

    /** A newcomer was registered: it counts no more, because the number of nodes is bounded. */
    void registered(Visitor visitor) {
        newcomers.remove(visitor);
    }

    void left(Visitor visitor) {
        total.decrementAndGet();
        if (!strangers.remove(visitor) && !operators.remove(visitor)) {
            newcomers.remove(visitor);
        }
    }
}
