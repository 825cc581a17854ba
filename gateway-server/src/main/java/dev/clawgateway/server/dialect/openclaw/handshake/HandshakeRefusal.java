package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import java.util.Set;
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
    /** What a client that speaks the protocol well, and shows the right things, never meets. */
    private static final Set<String> FAULTS =
            Set.of(
                    "unreadable",
                    "no_request",
                    "not_connect",
                    "connect_params",
                    "protocol_version",
                    "invalid_role",
                    "origin",
                    "device_auth",
                    "handshake_timeout");

    /** Whether the client broke a rule; else it is only not let in, or not now. */
    boolean fault() {
        return FAULTS.contains(cause);
    }

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
