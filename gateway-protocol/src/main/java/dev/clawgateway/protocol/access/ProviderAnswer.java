package dev.clawgateway.protocol.access;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.util.List;

/**
 * An identity provider whose tokens the gateway takes, for whoever wants to sign in there.
 *
 * @param issuer its URL
 * @param clientId of the client that people sign in by, which has no secret
 * @param scopes to ask for
 * @param token which one of those that the provider gives is to be shown: {@code id_token} or
 *     {@code access_token}
 */
public record ProviderAnswer(String issuer, String clientId, List<String> scopes, String token) {
    public static final String ID_TOKEN = "id_token";
    public static final String ACCESS_TOKEN = "access_token";

    static final Kind<ProviderAnswer> KIND =
            Kinds.object(ProviderAnswer::of, ProviderAnswer::members);

    public ProviderAnswer {
        scopes = List.copyOf(scopes);
    }

    private static void members(ProviderAnswer provider, MemberWriter out) {
        out.required("issuer", Kinds.TEXT, provider.issuer)
                .required("client_id", Kinds.TEXT, provider.clientId)
                .required("scopes", Kinds.TEXTS, provider.scopes)
                .required("token", Kinds.TEXT, provider.token);
    }

    private static ProviderAnswer of(Members provider) throws JsonFormatException {
        return new ProviderAnswer(
                provider.required("issuer", Kinds.TEXT),
                provider.required("client_id", Kinds.TEXT),
                provider.listOrEmpty("scopes", Kinds.TEXTS),
                provider.required("token", Kinds.TEXT));
    }
}
