package dev.clawgateway.net.websocket.frame;

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
    private volatile Supplier<OutboundLimits> limits;
    private volatile long maxEventBytes = Long.MAX_VALUE;
    private final MemoryBudget.Share share;
    private final AtomicInteger handovers = new AtomicInteger();
    private volatile int commands;
    private volatile int replies;
    private volatile int events;
    private volatile long eventBytes;
    private volatile long progressNanos;

    /**
     * Nothing waits yet.
     *
     * @param limits in force
     * @param share of what waits for all sessions
     */
    public Outbound(Supplier<OutboundLimits> limits, MemoryBudget.Share share, long nowNanos) {
        this.limits = limits;
        this.share = share;
        this.progressNanos = nowNanos;
    }

    /** Event loop: goes by other bounds from now on. */
    public void limit(OutboundLimits own, long newMaxEventBytes) {
        limits = () -> own;
        maxEventBytes = newMaxEventBytes;
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
        boolean idle = commands + replies + events == 0;
        if (full(kind, size, now) || !share.reserve(size)) {
            return false;
        }
        if (idle) {
            progressNanos = nowNanos;
        }
        switch (kind) {
            case COMMAND -> commands++;
            case REPLY -> replies++;
            case EVENT -> {
                events++;
                eventBytes += size;
            }
        }
        return true;
    }

    private boolean full(FrameKind kind, int size, OutboundLimits now) {
        return switch (kind) {
            case COMMAND -> commands >= now.maxCommands() || tooMuch(size, now);
            case REPLY -> replies >= now.maxReplies() || tooMuch(size, now);
            case EVENT -> eventBytes > maxEventBytes;
        };
    }

    private boolean tooMuch(int size, OutboundLimits now) {
        return commands + replies > 0 && share.bytes() - eventBytes + size > now.maxBytes();
    }

    /** Event loop: a frame reached the socket, or never will. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer, the event loop
    void release(FrameKind kind, int size, long nowNanos) {
        switch (kind) {
            case COMMAND -> commands--;
            case REPLY -> replies--;
            case EVENT -> {
                events--;
                eventBytes -= size;
            }
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

    /** Of the events among them. */
    public long eventBytes() {
        return eventBytes;
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
        return commands + replies + events > 0 && idle > limits.get().stall().toNanos();
    }
}
