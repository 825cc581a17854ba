package dev.clawgateway.server.access.provider;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.access.OtherTokens;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tokens of a provider. A header picks one of the provider's keys and says nothing else
 * that counts: keys or addresses of keys in it are never looked at.
 */
public final class ProviderTokens implements OtherTokens {
    /** More than any honest header has: what is in one is read before anybody vouches for it. */
    private static final int LONGEST_HEADER = 2048;

    private static final int LONGEST_KEY_ID = 512;

    /** Tokens of other kinds, such as for logging out, let nobody in. */
    private static final Set<JOSEObjectType> TYPES =
            Set.of(
                    JOSEObjectType.JWT,
                    new JOSEObjectType("at+jwt"),
                    new JOSEObjectType("application/at+jwt"));

    private final KeyWatch keys;
    private volatile ProviderClaims claims;

    public ProviderTokens(KeyWatch keys, ProviderClaims claims) {
        this.keys = keys;
        this.claims = claims;
    }

    /** Reads them by these from now on; who was let in by others is judged anew. */
    void follow(ProviderClaims next) {
        claims = next;
    }

    @Override
    public @Nullable Vouched read(String text) {
        JWSObject token = parse(text);
        if (token == null || !understood(token.getHeader())) {
            return null;
        }
        String id = token.getHeader().getKeyID();
        ProviderKey key = keys.find(id);
        if (key == null || !key.signed(token)) {
            return null;
        }
        ProviderClaims by = claims;
        Credential credential = credential(token, by);
        // Under another key of that id the token would have to be judged anew.
        return credential == null
                ? null
                : new Vouched(credential, () -> keys.has(id, key) && by == claims);
    }

    /** Null for what is not three parts, or whose header is none. */
    private static @Nullable JWSObject parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || dot > LONGEST_HEADER) {
            return null;
        }
        try {
            return JWSObject.parse(text);
        } catch (ParseException | RuntimeException _) {
            return null;
        }
    }

    private static boolean understood(JWSHeader header) {
        String id = header.getKeyID();
        return id != null
                && id.length() <= LONGEST_KEY_ID
                && ProviderKey.ALGORITHMS.contains(header.getAlgorithm())
                && header.getCriticalParams() == null
                && header.isBase64URLEncodePayload()
                && (header.getType() == null || TYPES.contains(header.getType()));
    }

    private static @Nullable Credential credential(JWSObject token, ProviderClaims by) {
        try {
            return by.read(JsonTree.parse(token.getPayload().toBytes()), token.getSigningInput());
        } catch (JsonFormatException _) {
            return null;
        }
    }
}
