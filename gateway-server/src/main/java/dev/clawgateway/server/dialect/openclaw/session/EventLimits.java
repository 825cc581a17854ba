package dev.clawgateway.server.dialect.openclaw.session;

import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.protocol.openclaw.ClientRole;
import java.time.Duration;

/**
 * How far behind a client may be with its events. What it asked for does not count.
 *
 * @param operatorBytes of events that may wait for one operator
 * @param nodeBytes the same for a node
 * @param stall how long a client may take nothing of what waits for it
 */
public record EventLimits(long operatorBytes, long nodeBytes, Duration stall) {
    public static final EventLimits DEFAULT =
            new EventLimits(8 << 20, 1 << 20, Duration.ofSeconds(30));

    /** For operators, who ask for much: two of the largest answers, and some. */
    private static final long ANSWER_BYTES = 64L << 20;

    private static final int ANSWERS = 1024;

    /** Told to one client alone: those of several subscriptions come in batches. */
    private static final int ADDRESSED = 2048;

    /** Of events that may wait for one of this role. */
    public long bytes(ClientRole role) {
        return role == ClientRole.NODE ? nodeBytes : operatorBytes;
    }

    /**
     * How a session of this role is written to.
     *
     * @param usual of all sessions
     */
    public OutboundLimits.Policy policy(ClientRole role, OutboundLimits usual) {
        OutboundLimits own =
                new OutboundLimits(
                        Math.max(usual.maxCommands(), ADDRESSED),
                        Math.max(usual.maxReplies(), ANSWERS),
                        role == ClientRole.NODE
                                ? usual.maxBytes()
                                : Math.max(usual.maxBytes(), ANSWER_BYTES),
                        usual.maxHandovers(),
                        stall,
                        usual.sendBufferBytes(),
                        usual.maxTotalBytes());
        return new OutboundLimits.Policy(own, bytes(role), CloseCode.POLICY, "slow consumer");
    }
}
