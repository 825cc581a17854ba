package dev.clawgateway.server.net;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what waits to be sent to one session. The event loop writes, other threads may look.
 *
 * <p>Handovers are counted apart from frames: a burst of decisions on its way to a busy event loop
 * is not the peer's fault.
 */
final class Outbound {
    private final NetSettings.Outbound limits;
    private final AtomicInteger handovers = new AtomicInteger();
    private volatile int commands;
    private volatile int replies;
    private volatile long bytes;
    private volatile long progressNanos;

    Outbound(NetSettings.Outbound limits, long nowNanos) {
        this.limits = limits;
        this.progressNanos = nowNanos;
    }

    /** Any thread: reserves a place on the way to the event loop. */
    boolean handOver() {
        if (commands >= limits.maxCommands()) {
            return false;
        } else if (handovers.incrementAndGet() > limits.maxHandovers()) {
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
    boolean reserve(Lane lane, int size, long nowNanos) {
        boolean idle = commands + replies == 0;
        boolean full =
                switch (lane) {
                    case COMMAND -> commands >= limits.maxCommands();
                    case REPLY -> replies >= limits.maxReplies();
                };
        if (full || (!idle && bytes + size > limits.maxBytes())) {
            return false;
        }
        if (idle) {
            progressNanos = nowNanos;
        }
        switch (lane) {
            case COMMAND -> commands++;
            case REPLY -> replies++;
        }
        bytes += size;
        return true;
    }

    /** Event loop: a frame reached the socket, or never will. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer, the event loop
    void release(Lane lane, int size, long nowNanos) {
        switch (lane) {
            case COMMAND -> commands--;
            case REPLY -> replies--;
        }
        bytes -= size;
        progressNanos = nowNanos;
    }

    /**
     * Whether something waits and the peer has taken nothing for too long.
     *
     * @param sinceNanos what lies before does not count: this process may have stood still
     */
    boolean stalled(long nowNanos, long sinceNanos) {
        long idle = Math.min(nowNanos - progressNanos, nowNanos - sinceNanos);
        return commands + replies > 0 && idle > limits.stall().toNanos();
    }
}
