package dev.clawgateway.protocol.openclaw.connect;

import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import org.jspecify.annotations.Nullable;

/**
 * What a client shows to be let in; each null when it does not.
 *
 * @param token the gateway's, an operator's, or by older clients the device's own
 * @param deviceToken that this gateway gave the device
 * @param bootstrapToken by which a device may introduce itself once
 */
public record Secrets(
        @Nullable String token,
        @Nullable String password,
        @Nullable String deviceToken,
        @Nullable String bootstrapToken) {
    /** Of a client that shows nothing. */
    public static final Secrets NONE = new Secrets(null, null, null, null);

    /** As {@code connect} carries it. */
    static final Kind<Secrets> KIND =
            Kinds.object(
                    in ->
                            new Secrets(
                                    in.optional("token", Kinds.TEXT),
                                    in.optional("password", Kinds.TEXT),
                                    in.optional("deviceToken", Kinds.TEXT),
                                    in.optional("bootstrapToken", Kinds.TEXT)),
                    (secrets, out) ->
                            out.optional("token", Kinds.TEXT, secrets.token)
                                    .optional("password", Kinds.TEXT, secrets.password)
                                    .optional("deviceToken", Kinds.TEXT, secrets.deviceToken)
                                    .optional(
                                            "bootstrapToken", Kinds.TEXT, secrets.bootstrapToken));

    /** The one that a signature covers; empty where there is none. Never the password. */
    public String signed() {
        if (token != null) {
            return token;
        } else if (deviceToken != null) {
            return deviceToken;
        }
        return bootstrapToken == null ? "" : bootstrapToken;
    }

    /** Whether it shows nothing at all. */
    public boolean none() {
        return equals(NONE);
    }

    /** Without what it says. */
    @Override
    public String toString() {
        return "secrets";
    }
}
