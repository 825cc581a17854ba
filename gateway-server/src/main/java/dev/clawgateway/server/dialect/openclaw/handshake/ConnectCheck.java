package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.websocket.Handshake;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.protocol.openclaw.connect.DeviceKey;
import dev.clawgateway.protocol.openclaw.connect.DeviceSignature;
import dev.clawgateway.protocol.openclaw.connect.SignedDevice;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be checked of a {@code connect} without asking anybody, in the order of the protocol.
 */
final class ConnectCheck {
    private static final int NEWEST = 4;
    private static final int OLDEST = 3;

    private final OpenClawSettings settings;
    private final Time time;

    ConnectCheck(OpenClawSettings settings, Time time) {
        this.settings = settings;
        this.time = time;
    }

    /** What is spoken with a client; 0 where nothing is that both speak. */
    static int protocol(ConnectParams params) {
        int number = Math.min(NEWEST, params.maxProtocol());
        return number >= params.minProtocol() && number >= OLDEST ? number : 0;
    }

    /** The number, the role and the page that asks; null where nothing is wrong with them. */
    @Nullable HandshakeRefusal opening(ConnectParams params, Handshake handshake) {
        if (protocol(params) == 0) {
            OpenClawError error = OpenClawError.invalid("protocol mismatch").with(window(params));
            return new HandshakeRefusal(
                    error, CloseCode.PROTOCOL_ERROR, error.message(), "protocol_version");
        } else if (ClientRole.of(params.role()) == null) {
            return HandshakeRefusal.of(OpenClawError.invalid("invalid role"), "invalid_role");
        }
        return origin(handshake);
    }

    private static ObjectNode window(ConnectParams params) {
        return JsonTree.MAPPER
                .createObjectNode()
                .put("code", "PROTOCOL_MISMATCH")
                .put("clientMinProtocol", params.minProtocol())
                .put("clientMaxProtocol", params.maxProtocol())
                .put("expectedProtocol", NEWEST)
                .put("minimumProbeProtocol", OLDEST);
    }

    private @Nullable HandshakeRefusal origin(Handshake handshake) {
        String origin = handshake.header("origin");
        String host = handshake.header("host");
        if (origin.isEmpty()
                || origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host)
                || settings.entry().origins().contains(origin)) {
            return null;
        }
        ObjectNode details =
                JsonTree.MAPPER.createObjectNode().put("code", "CONTROL_UI_ORIGIN_NOT_ALLOWED");
        return HandshakeRefusal.of(
                OpenClawError.invalid(
                                "origin not allowed (gateway.controlUi.allowedOrigins lists those"
                                        + " that are)")
                        .with(details),
                "origin");
    }

    /**
     * Whether the device is the one that it says, and has signed just now.
     *
     * @param nonce of our challenge; null when it was not challenged
     * @param local whether it is on this machine
     * @return what it signed with, or why it is not let in
     */
    Signed device(
            ConnectParams params, SignedDevice device, @Nullable String nonce, boolean local) {
        DeviceKey key = DeviceKey.of(device.publicKey());
        if (key == null || !key.deviceId().equals(device.id())) {
            return no(
                    "device identity mismatch",
                    "DEVICE_AUTH_DEVICE_ID_MISMATCH",
                    "device-id-mismatch");
        }
        // The difference of any two of these is a long, since neither is negative.
        long skew = Math.abs(time.now().toEpochMilli() - device.signedAt());
        if (skew > settings.times().skew().toMillis()) {
            return no(
                    "device signature expired",
                    "DEVICE_AUTH_SIGNATURE_EXPIRED",
                    "device-signature-stale");
        }
        String said = device.nonce();
        boolean old = local && settings.entry().nonceless() && protocol(params) == OLDEST;
        if ((said == null || said.isBlank()) && !old) {
            return no(
                    "device nonce required", "DEVICE_AUTH_NONCE_REQUIRED", "device-nonce-missing");
        } else if (said != null && !said.isBlank() && !Objects.equals(said, nonce)) {
            return no(
                    "device nonce mismatch", "DEVICE_AUTH_NONCE_MISMATCH", "device-nonce-mismatch");
        }
        return signature(params, device, key, said == null || said.isBlank() ? null : nonce);
    }

    private static Signed signature(
            ConnectParams params, SignedDevice device, DeviceKey key, @Nullable String nonce) {
        if (!key.good()) { // nothing can be signed with it
            return no(
                    "device public key invalid",
                    "DEVICE_AUTH_PUBLIC_KEY_INVALID",
                    "device-public-key");
        }
        List<DeviceSignature> versions =
                nonce == null ? List.of(DeviceSignature.V1) : DeviceSignature.WITH_NONCE;
        for (DeviceSignature version : versions) {
            if (key.signed(version.signed(params, device, nonce), device.signature())) {
                return new Signed.By(key, version);
            }
        }
        return no("device signature invalid", "DEVICE_AUTH_SIGNATURE_INVALID", "device-signature");
    }

    private static Signed no(String message, String code, String reason) {
        return new Signed.No(HandshakeRefusal.device(message, code, reason));
    }

    /** What came of looking at a signature. */
    sealed interface Signed {
        record By(DeviceKey key, DeviceSignature version) implements Signed {}

        record No(HandshakeRefusal refusal) implements Signed {}
    }
}
