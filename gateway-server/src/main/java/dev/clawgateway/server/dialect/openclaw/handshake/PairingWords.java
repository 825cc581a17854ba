package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.OpenClawCode;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** How a device is told that somebody has to approve it first. */
final class PairingWords {
    private PairingWords() {}

    static HandshakeRefusal refusal(
            Pairings.Applicant applicant, Pairings.Decision.Unpaired unpaired) {
        String message = "pairing required: " + unpaired.cause().text();
        ObjectNode details = JsonTree.MAPPER.createObjectNode();
        details.put("code", "PAIRING_REQUIRED").put("reason", unpaired.cause().reason());
        if (unpaired.requestId() != null) {
            details.put("requestId", unpaired.requestId());
        }
        details.put("deviceId", applicant.deviceId()).put("requestedRole", applicant.role().text());
        applicant.params().scopes().forEach(details.putArray("requestedScopes")::add);
        details.put("remediationHint", "Approve the pending device request, then reconnect.");
        if (!unpaired.roles().isEmpty()) {
            unpaired.roles().forEach(details.putArray("approvedRoles")::add);
            unpaired.scopes().forEach(details.putArray("approvedScopes")::add);
        }
        OpenClawError error = new OpenClawError(OpenClawCode.NOT_PAIRED, message);
        Duration retry = unpaired.retryAfter();
        if (retry != null) {
            // Nodes wait by themselves, where they are told that they may.
            details.put("recommendedNextStep", "wait_then_retry")
                    .put("retryable", true)
                    .put("pauseReconnect", false);
            error = error.retry(retry);
        }
        String reason =
                unpaired.requestId() == null
                        ? message
                        : message + " (requestId: " + unpaired.requestId() + ")";
        return new HandshakeRefusal(
                error.with(details), CloseCode.POLICY, reason, "pairing_required");
    }
}
