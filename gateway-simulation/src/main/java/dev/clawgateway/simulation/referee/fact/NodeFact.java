package dev.clawgateway.simulation.referee.fact;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;

/**
 * Frames between a node's process and the gateway.
 *
 * @see LinkFact for the connection's number
 */
public sealed interface NodeFact extends Fact {
    String machine();

    /** What the process calls itself, whoever else does. */
    NodeId node();

    long link();

    /** Handed to the network by the process. */
    record Said(String machine, NodeId node, long link, NodeMessage message) implements NodeFact {}

    /** Reached the process, before it acts on it. */
    record Told(String machine, NodeId node, long link, NodeCommand command) implements NodeFact {}
}
