package dev.clawgateway.server.access.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.server.access.key.KeySet;
import dev.clawgateway.server.access.key.SigningKey;
import dev.clawgateway.server.access.token.Provenance.Flaw;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes credentials as signed tokens (JWT, HS256) and reads them. Whatever a text is, the same
 * work is done for it: all keys are tried, before anything in it is read. So nothing that strangers
 * write is ever parsed, and what is no token takes as long as one with a wrong signature. Only what
 * is too long for any token costs less. Knows no clock: whether a token is still good is not its
 * question.
 */
public final class TokenCodec {
    /** Characters that a token has at most. */
    public static final int LONGEST = 8192;

    private static final JOSEObjectType TYPE = new JOSEObjectType("claw+jwt");

    /** All that a header of ours has, so that nothing else can be said in one. */
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

    private static final char DOT = '.';

    /** As long as one; no text that comes out as this could be found. */
    private static final String NO_SIGNATURE = Base64URL.encode(new byte[32]).toString();

    private final Supplier<KeySet> keys;

    public TokenCodec(Supplier<KeySet> keys) {
        this.keys = keys;
    }

    /** The token of a credential. */
    public String sign(Credential credential) {
        SigningKey key = keys.get().current();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).keyID(key.id()).build();
        JWSObject token = new JWSObject(header, new Payload(Claims.of(credential)));
        try {
            token.sign(key.signer());
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        String text = token.serialize();
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a token of that has more than " + LONGEST + " characters");
        }
        return text;
    }

    /** Whether what was signed with that key is still ours. */
    public boolean hasKey(String id) {
        return keys.get().find(id) != null;
    }

    /** What it says, whoever signed it; null for what says nothing of ours. */
    public static @Nullable Credential unverified(String text) {
        JWSObject token = text.length() > LONGEST ? null : parse(text);
        return token == null || !TYPE.equals(token.getHeader().getType())
                ? null
                : Claims.read(token.getPayload().toJSONObject());
    }

    /** What a text is, whoever wrote it. */
    public Provenance read(String text) {
        if (text.length() > LONGEST) {
            return new Provenance.NotOurs(Flaw.TOO_LONG);
        }
        int end = text.lastIndexOf(DOT);
        boolean form = text.indexOf(DOT) < end && text.length() - end - 1 == NO_SIGNATURE.length();
        SigningKey key =
                keys.get()
                        .signerOf(
                                text.substring(0, form ? end : text.length())
                                        .getBytes(StandardCharsets.UTF_8),
                                new Base64URL(form ? text.substring(end + 1) : NO_SIGNATURE));
        if (key == null) {
            return new Provenance.NotOurs(form ? Flaw.SIGNATURE : Flaw.MALFORMED);
        }
        JWSObject token = parse(text);
        if (token == null || !ours(token.getHeader(), key)) {
            return new Provenance.NotOurs(Flaw.HEADER);
        }
        Credential credential = Claims.read(token.getPayload().toJSONObject());
        return credential == null
                ? new Provenance.NotOurs(Flaw.CLAIMS)
                : new Provenance.Ours(credential, key.id());
    }

    /** Null for no token, though a key of ours signed it. */
    private static @Nullable JWSObject parse(String text) {
        try {
            return JWSObject.parse(text);
        } catch (ParseException | RuntimeException _) {
            return null;
        }
    }

    private static boolean ours(JWSHeader header, SigningKey key) {
        return JWSAlgorithm.HS256.equals(header.getAlgorithm())
                && TYPE.equals(header.getType())
                && key.id().equals(header.getKeyID())
                && header.getIncludedParams().equals(HEADER);
    }
}
