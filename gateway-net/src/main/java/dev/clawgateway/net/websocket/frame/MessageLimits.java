package dev.clawgateway.net.websocket.frame;

import dev.clawgateway.net.gate.Rate;
import java.time.Duration;

/**
 * Bounds on what a session may send.
 *
 * @param maxBytes of one message, inclusive; a larger one is dropped and counted
 * @param hardCapBytes of one message; a larger one ends the session at once
 * @param maxOversize dropped messages a session survives
 * @param maxFragments of one message, empty ones included
 * @param completeWithin time from a message's first byte to its last
 * @param perSecond messages a node may send in the long run; each 16 KiB count as one more
 * @param burst messages a node may send at once
 * @param maxPauses times in a row a node may be held back for its rate before it is closed
 * @param controlFrames pings, pongs and closes in ten seconds
 */
public record MessageLimits(
        int maxBytes,
        int hardCapBytes,
        int maxOversize,
        int maxFragments,
        Duration completeWithin,
        int perSecond,
        int burst,
        int maxPauses,
        int controlFrames) {
    public static final MessageLimits DEFAULT =
            new MessageLimits(
                    1 << 20, 16 << 20, 3, 1024, Duration.ofSeconds(10), 500, 2000, 60, 100);

    /** Of a node's messages. */
    public Rate rate() {
        return new Rate(perSecond, burst);
    }

    /** The same with other bounds on one message. */
    public MessageLimits within(int bytes, int hardCap) {
        return new MessageLimits(
                bytes,
                hardCap,
                maxOversize,
                maxFragments,
                completeWithin,
                perSecond,
                burst,
                maxPauses,
                controlFrames);
    }
}
