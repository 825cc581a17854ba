package dev.clawgateway.net.websocket.frame;

import dev.clawgateway.net.gate.MemoryBudget;
import java.time.Duration;

/**
 * Bounds on what waits to be sent to one session. Whoever exceeds one, or takes nothing for {@code
 * stall}, is closed with 1013.
 *
 * @param maxCommands frames that carry decisions
 * @param maxReplies frames that answer the peer
 * @param maxBytes of all of them; a single larger reply is allowed when nothing else waits
 * @param maxHandovers effects on their way to the event loop
 * @param sendBufferBytes of the kernel; 0 leaves it to the system
 * @param maxTotalBytes of all sessions together; beyond it whoever has most waiting is closed
 */
public record OutboundLimits(
        int maxCommands,
        int maxReplies,
        long maxBytes,
        int maxHandovers,
        Duration stall,
        int sendBufferBytes,
        long maxTotalBytes) {
    public static final OutboundLimits DEFAULT =
            new OutboundLimits(64, 32, 4 << 20, 8192, Duration.ofSeconds(20), 0);

    /** With the default bound over all sessions: a quarter of the memory there may be. */
    public OutboundLimits(
            int maxCommands,
            int maxReplies,
            long maxBytes,
            int maxHandovers,
            Duration stall,
            int sendBufferBytes) {
        this(
                maxCommands,
                maxReplies,
                maxBytes,
                maxHandovers,
                stall,
                sendBufferBytes,
                MemoryBudget.usual());
    }

    /**
     * How one session is written to, where its dialect has bounds of its own.
     *
     * @param limits on what answers the peer and what it is told to do
     * @param maxEventBytes events are taken while no more than this waits of them; what the peer
     *     asked for does not count
     * @param closeCode of a peer that does not read
     * @param closeReason of the same
     */
    public record Policy(
            OutboundLimits limits, long maxEventBytes, int closeCode, String closeReason) {}
}
