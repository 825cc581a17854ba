package dev.clawgateway.net.websocket;

import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Counts what waits to be sent to one session. The event loop writes, other threads may look.
 *
 * <p>Handovers are counted apart from frames: a burst of decisions on its way to a busy event loop
 * is not the peer's fault.
 */
public final class Outbound {
    /** The same order in every process. */
    static final Comparator<Outbound> BY_NUMBER =
            Comparator.comparingLong(outbound -> outbound.number);

    private static final long ENDED = -1;

    private final long number;
    private final Supplier<OutboundLimits> limits;
    private final PendingBytes all;
    private final Runnable evict;

    /** Bytes of a condemned session that nobody counts any more. */
    private final AtomicLong forgiven = new AtomicLong();

    private final AtomicInteger handovers = new AtomicInteger();
    private volatile int commands;
    private volatile int replies;
    private volatile long bytes;
    private volatile long progressNanos;

    /**
     * Nothing waits yet.
     *
     * @param limits in force
     * @param evict closes the session, from any thread, to make room for others
     */
    Outbound(Supplier<OutboundLimits> limits, PendingBytes all, Runnable evict, long nowNanos) {
        this.number = all.number();
        this.limits = limits;
        this.all = all;
        this.evict = evict;
        this.progressNanos = nowNanos;
    }

    /** Any thread: reserves a place on the way to the event loop. */
    boolean handOver() {
        if (commands >= limits.get().maxCommands()) {
            return false;
        } else if (handovers.incrementAndGet() > limits.get().maxHandovers()) {
            handovers.decrementAndGet();
            return false;
        }
        return true;
    }

    void handedOver() {
        handovers.decrementAndGet();
    }

    /** Event loop: reserves room for a frame. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer, the event loop
    boolean reserve(FrameKind kind, int size, long nowNanos) {
        boolean idle = commands + replies == 0;
        boolean full =
                switch (kind) {
                    case COMMAND -> commands >= limits.get().maxCommands();
                    case REPLY -> replies >= limits.get().maxReplies();
                };
        if (full || (!idle && bytes + size > limits.get().maxBytes()) || !all.reserve(this, size)) {
            return false;
        }
        if (idle) {
            progressNanos = nowNanos;
        }
        switch (kind) {
            case COMMAND -> commands++;
            case REPLY -> replies++;
        }
        bytes += size;
        return true;
    }

    /** Event loop: a frame reached the socket, or never will. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer, the event loop
    void release(FrameKind kind, int size, long nowNanos) {
        switch (kind) {
            case COMMAND -> commands--;
            case REPLY -> replies--;
        }
        bytes -= size;
        progressNanos = nowNanos;
        all.release(this, size, bytes);
    }

    /** Event loop: the peer has taken a part of a frame. */
    void progressed(long nowNanos) {
        progressNanos = nowNanos;
    }

    /** Of all frames that wait. */
    long bytes() {
        return bytes;
    }

    /** Any thread: closes the session; returns how many bytes count no longer. */
    long condemn() {
        long waiting = bytes;
        boolean first = waiting > 0 && forgiven.compareAndSet(0, waiting);
        evict.run();
        return first ? waiting : 0;
    }

    /** Event loop: the session has ended. */
    void ended() {
        long back = forgiven.getAndSet(ENDED);
        all.ended(this, Math.max(0, back));
    }

    /**
     * Whether something waits and the peer has taken nothing for too long.
     *
     * @param sinceNanos what lies before does not count: this process may have stood still
     */
    boolean stalled(long nowNanos, long sinceNanos) {
        long idle = Math.min(nowNanos - progressNanos, nowNanos - sinceNanos);
        return commands + replies > 0 && idle > limits.get().stall().toNanos();
    }
}
