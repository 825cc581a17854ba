package dev.clawgateway.protocol.claw;

/**
 * Any message of the claw dialect, in either direction. {@link ClawCodec} reads and writes them.
 */
public sealed interface WireMessage permits NodeMessage, NodeCommand, CliRequest, CliReply {
    /**
     * The wire's word for this kind of message, such as {@code workload_update}: the member {@code
     * type}, or for the untagged frames of the invoke bridge their method or event.
     */
    String type();
}
