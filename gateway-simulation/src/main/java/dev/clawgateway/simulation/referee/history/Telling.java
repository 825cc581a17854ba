package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import org.jspecify.annotations.Nullable;

/**
 * A start or stop that reached a node's process.
 *
 * @param by the registration that was in force on the connection when it came; null before any, and
 *     where that is not known
 */
public record Telling<C extends NodeCommand>(
        String machine,
        NodeId node,
        LinkStory link,
        long at,
        C command,
        LinkStory.@Nullable Registration by) {
    /** One that comes now. */
    public static <C extends NodeCommand> Telling<C> now(
            String machine, NodeId node, LinkStory link, long at, C command) {
        return new Telling<>(machine, node, link, at, command, link.inForce());
    }

    /** When that registration was said; -1 without one. */
    public long registeredSince() {
        return by == null ? -1 : by.saidAt();
    }
}
