package dev.clawgateway.protocol.claw.parts;

import dev.clawgateway.protocol.json.MemberWriter;

/**
 * Any message of the claw dialect, in either direction: one of four closed families. {@code
 * ClawCodec} reads and writes them.
 */
public interface WireMessage {
    /**
     * The wire's word for this kind of message, such as {@code workload_update}: the member {@code
     * type}, or for the untagged frames of the invoke bridge their method or event.
     */
    String type();

    /** Writes all that the message's JSON object holds. */
    void write(MemberWriter out);
}
