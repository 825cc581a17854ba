package dev.clawgateway.protocol.api.device;

import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import java.time.Instant;
import java.util.List;

/**
 * A token that was made for a device just now.
 *
 * @param device hash of its key, in hexadecimal digits
 * @param token a secret; shown once
 */
public record ApiDeviceToken(
        String device, String role, List<String> scopes, String token, Instant issuedAt) {
    private static final Kind<List<String>> WORDS = Kinds.list(Kinds.TEXT);

    public static final Kind<ApiDeviceToken> KIND =
            Kinds.object(
                    in ->
                            new ApiDeviceToken(
                                    in.required("device_id", Kinds.TEXT),
                                    in.required("role", Kinds.TEXT),
                                    in.required("scopes", WORDS),
                                    in.required("token", Kinds.TEXT),
                                    in.required("issued_at", Kinds.TIME)),
                    (made, out) ->
                            out.required("device_id", Kinds.TEXT, made.device)
                                    .required("role", Kinds.TEXT, made.role)
                                    .required("scopes", WORDS, made.scopes)
                                    .required("token", Kinds.TEXT, made.token)
                                    .required("issued_at", Kinds.TIME, made.issuedAt));

    public ApiDeviceToken {
        scopes = List.copyOf(scopes);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ApiDeviceToken[" + device + ", " + role + "]";
    }
}
