package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.claw.node.NodeCommand;

/** A start or stop that reached a node's process. */
public record Telling<C extends NodeCommand>(
        String machine, NodeId node, LinkStory link, long at, C command) {}
