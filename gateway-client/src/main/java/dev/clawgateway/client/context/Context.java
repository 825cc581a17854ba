package dev.clawgateway.client.context;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A gateway by a name.
 *
 * @param gateway its URL
 * @param caFile PEM certificates to trust instead of the system's; null for the system's
 * @param clientCert PEM certificate to show within TLS, with its key; null for none
 * @param token shown to that gateway and to no other; null for none
 */
public record Context(
        String name,
        String gateway,
        @Nullable String caFile,
        @Nullable String clientCert,
        @Nullable String clientKey,
        @Nullable String token) {
    /** One to which no certificate is shown. */
    public Context(String name, String gateway, @Nullable String caFile, @Nullable String token) {
        this(name, gateway, caFile, null, null, token);
    }

    static final Kind<Context> KIND = Kinds.object(Context::of, Context::members);

    private static void members(Context context, MemberWriter out) {
        out.required("name", Kinds.TEXT, context.name)
                .required("gateway", Kinds.TEXT, context.gateway)
                .optional("ca_file", Kinds.TEXT, context.caFile)
                .optional("client_cert", Kinds.TEXT, context.clientCert)
                .optional("client_key", Kinds.TEXT, context.clientKey)
                .optional("token", Kinds.TEXT, context.token);
    }

    private static Context of(Members context) throws JsonFormatException {
        return new Context(
                context.required("name", Kinds.TEXT),
                context.required("gateway", Kinds.TEXT),
                context.optional("ca_file", Kinds.TEXT),
                context.optional("client_cert", Kinds.TEXT),
                context.optional("client_key", Kinds.TEXT),
                context.optional("token", Kinds.TEXT));
    }

    Context withoutToken() {
        return new Context(name, gateway, caFile, clientCert, clientKey, null);
    }

    Context called(String other) {
        return new Context(other, gateway, caFile, clientCert, clientKey, token);
    }

    /**
     * Whether that URL names the same listener by the same means. A token is for one gateway: it
     * goes to no other, and never unencrypted where it went encrypted.
     */
    public boolean isAt(String url) {
        return listener(gateway).equals(listener(url));
    }

    /** Scheme, host and port, the latter as written; the text itself where it is no URL. */
    private static String listener(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return url;
            }
            String scheme =
                    switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
                        case "http" -> "ws";
                        case "https" -> "wss";
                        default -> uri.getScheme().toLowerCase(Locale.ROOT);
                    };
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + uri.getPort();
        } catch (IllegalArgumentException _) {
            return url;
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return name + " at " + gateway;
    }
}
