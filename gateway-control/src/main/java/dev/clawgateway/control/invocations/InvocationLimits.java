package dev.clawgateway.control.invocations;

import java.time.Duration;

/**
 * Bounds of what is in flight.
 *
 * @param invocations over all nodes
 * @param perNode to one session of a node
 * @param usual for an asker that does not say how long it waits
 * @param longest whatever an asker wants
 */
public record InvocationLimits(int invocations, int perNode, Duration usual, Duration longest) {
    public static final InvocationLimits DEFAULT =
            new InvocationLimits(4096, 64, Duration.ofMinutes(10), Duration.ofHours(1));
}
