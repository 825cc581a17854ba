package dev.clawgateway.net.websocket;

import dev.clawgateway.net.gate.MemoryBudget;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Counts what waits to be sent to one session. The event loop writes, other threads may look.
 *
 * <p>Handovers are counted apart from frames: a burst of decisions on its way to a busy event loop
 * is not the peer's fault.
 */
public final class Outbound {
    private final Supplier<OutboundLimits> limits;
    private final MemoryBudget.Share share;
    private final AtomicInteger handovers = new AtomicInteger();
    private volatile int commands;
    private volatile int replies;
    private volatile long progressNanos;

    /**
     * Nothing waits yet.
     *
     * @param limits in force
     * @param share of what waits for all sessions
     */
    Outbound(Supplier<OutboundLimits> limits, MemoryBudget.Share share, long nowNanos) {
        this.limits = limits;
        this.share = share;
        this.progressNanos = nowNanos;
    }

    /** Any thread: reserves a place on the way to the event loop. */
    boolean handOver() {
        OutboundLimits now = limits.get();
        if (commands >= now.maxCommands()) {
            return false;
        } else if (handovers.incrementAndGet() > now.maxHandovers()) {
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
        OutboundLimits now = limits.get();
        boolean idle = commands + replies == 0;
        boolean full =
                switch (kind) {
                    case COMMAND -> commands >= now.maxCommands();
                    case REPLY -> replies >= now.maxReplies();
                };
        if (full || (!idle && share.bytes() + size > now.maxBytes()) || !share.reserve(size)) {
            return false;
        }
        if (idle) {
            progressNanos = nowNanos;
        }
        switch (kind) {
            case COMMAND -> commands++;
            case REPLY -> replies++;
        }
        return true;
    }

    /** Event loop: a frame reached the socket, or never will. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer, the event loop
    void release(FrameKind kind, int size, long nowNanos) {
        switch (kind) {
            case COMMAND -> commands--;
            case REPLY -> replies--;
        }
        progressNanos = nowNanos;
        share.release(size);
    }

    /** Event loop: the peer has taken a part of a frame. */
    void progressed(long nowNanos) {
        progressNanos = nowNanos;
    }

    /** Of all frames that wait. */
    long bytes() {
        return share.bytes();
    }

    /** Event loop: the session has ended. */
    void ended() {
        share.ended();
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
