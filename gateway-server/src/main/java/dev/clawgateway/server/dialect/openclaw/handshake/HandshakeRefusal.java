package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why somebody is not let in, and how that is said.
 *
 * @param error answered first; null where nothing is
 * @param closeCode of the Close that follows
 * @param closeReason cut to what a Close can hold
 * @param cause for the counters and the log; from a fixed set
 */
record HandshakeRefusal(
        @Nullable OpenClawError error, int closeCode, String closeReason, String cause) {
    /** Closed with the words of the error. */
    static HandshakeRefusal of(OpenClawError error, String cause) {
        return new HandshakeRefusal(error, CloseCode.POLICY, error.message(), cause);
    }

    /** Nothing is answered: there is no request to answer. */
    static HandshakeRefusal silent(int closeCode, String closeReason, String cause) {
        return new HandshakeRefusal(null, closeCode, closeReason, cause);
    }

    /** The device is not what it says. */
    static HandshakeRefusal device(String message, String code, String reason) {
        ObjectNode details = JsonTree.MAPPER.createObjectNode();
        details.put("code", code).put("reason", reason);
        return of(OpenClawError.invalid(message).with(details), "device_auth");
    }
}
