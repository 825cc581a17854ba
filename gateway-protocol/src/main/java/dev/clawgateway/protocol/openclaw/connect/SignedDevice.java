package dev.clawgateway.protocol.openclaw.connect;

import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import org.jspecify.annotations.Nullable;

/**
 * The device that a client says it is, and what is to show it; nothing of it is checked yet.
 *
 * @param id that follows from the key
 * @param publicKey as {@link DeviceKey} reads it
 * @param signature of what {@link DeviceSignature} says, in base64
 * @param signedAt in milliseconds since 1970
 * @param nonce of the gateway's challenge; null by clients that have seen none
 */
public record SignedDevice(
        String id, String publicKey, String signature, long signedAt, @Nullable String nonce) {
    private static final Kind<Long> MILLIS = Kinds.wide(0, Long.MAX_VALUE);

    /** As {@code connect} carries it. */
    static final Kind<SignedDevice> KIND =
            Kinds.object(
                    in ->
                            new SignedDevice(
                                    in.required("id", Kinds.TEXT),
                                    in.required("publicKey", Kinds.TEXT),
                                    in.required("signature", Kinds.TEXT),
                                    in.required("signedAt", MILLIS),
                                    in.optional("nonce", Kinds.TEXT)),
                    (device, out) ->
                            out.required("id", Kinds.TEXT, device.id)
                                    .required("publicKey", Kinds.TEXT, device.publicKey)
                                    .required("signature", Kinds.TEXT, device.signature)
                                    .required("signedAt", MILLIS, device.signedAt)
                                    .optional("nonce", Kinds.TEXT, device.nonce));
}
