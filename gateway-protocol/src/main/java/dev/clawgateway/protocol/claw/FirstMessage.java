package dev.clawgateway.protocol.claw;

import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliRequest;

/** Who is on the line, as told by the first message of a connection (section 1.4). */
public sealed interface FirstMessage {
    /** A CLI; the hello is still to be answered, and its version to be checked. */
    record Cli(CliRequest.Hello hello) implements FirstMessage {}

    /** A node, whether or not it registers; the message is still to be handled. */
    record Node(NodeMessage message) implements FirstMessage {}

    /** Neither: not JSON, not a known message, or another request than hello. */
    record Neither(String reason) implements FirstMessage {}
}
