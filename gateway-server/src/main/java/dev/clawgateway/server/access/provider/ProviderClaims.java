package dev.clawgateway.server.access.provider;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.credential.CredentialLimits;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.config.OidcConfig;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the tokens of a provider say, once it is certain that they are its. */
public final class ProviderClaims {
    /** Before the issuer in the names of people, so that nobody of another source is called so. */
    static final String SOURCE = "oidc" + Holder.PREFIX;

    /** How much the provider's clock may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofSeconds(60);

    private static final int LONGEST_SUBJECT = 255;

    /** The end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** Of tokens that say something happened, and of those that need more than being shown. */
    private static final List<String> NOT_TO_LET_IN = List.of("events", "cnf");

    private final OidcConfig config;
    private final RoleClaims roles;
    private final Time time;

    public ProviderClaims(OidcConfig config, Time time) {
        this.config = config;
        this.time = time;
        roles = new RoleClaims(config);
    }

    /**
     * Null for those that let nobody in here. Whether they have expired is not asked.
     *
     * @param signed all that was signed
     */
    @Nullable Credential read(JsonNode claims, byte[] signed) {
        Instant expires = instant(claims.path("exp"));
        Instant issued = instant(claims.path("iat"));
        String subject = subject(claims.path("sub"));
        if (subject == null
                || issued == null
                || expires == null
                || !expires.isAfter(issued)
                || expires.isAfter(issued.plus(Credential.LONGEST))
                || !meant(claims)
                || !begun(claims.path("nbf"))) {
            return null;
        }
        Rights rights = roles.rights(claims);
        return rights == null
                ? null
                : new Credential(
                        id(claims.path("jti"), signed),
                        new Holder.Operator(SOURCE + config.issuer() + "#" + subject, rights),
                        issued,
                        expires);
    }

    /** Whether it is for us, and from whom we believe. */
    private boolean meant(JsonNode claims) {
        return text(claims.path("iss")).equals(config.issuer())
                && RoleClaims.values(claims.path("aud")).contains(config.audience())
                && (config.clients().isEmpty() || config.clients().contains(client(claims)))
                && NOT_TO_LET_IN.stream().noneMatch(claims::has);
    }

    /** To whom the provider gave it; empty where it does not say. */
    private static String client(JsonNode claims) {
        String party = text(claims.path("azp"));
        return party.isEmpty() ? text(claims.path("client_id")) : party;
    }

    private boolean begun(JsonNode notBefore) {
        if (notBefore.isMissingNode()) {
            return true;
        }
        Instant begin = instant(notBefore);
        return begin != null && !begin.isAfter(time.now().plus(AHEAD));
    }

    private static @Nullable String subject(JsonNode claim) {
        String subject = text(claim);
        return subject.length() <= LONGEST_SUBJECT && CredentialLimits.isSubject(subject)
                ? subject
                : null;
    }

    private static String text(JsonNode claim) {
        return claim.isString() ? claim.stringValue() : "";
    }

    /** Whole seconds; null for what is no time. */
    private static @Nullable Instant instant(JsonNode claim) {
        if (!claim.isNumber()) {
            return null;
        }
        double seconds = claim.doubleValue();
        return seconds >= 0 && seconds <= LAST_SECOND
                ? Instant.ofEpochSecond((long) seconds)
                : null;
    }

    /**
     * By which the token alone can be taken back. One without has that of what was signed: of the
     * rest there may be several that are as good.
     */
    private static String id(JsonNode claim, byte[] signed) {
        String id = text(claim);
        if (CredentialLimits.isId(id)) {
            return id;
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(signed));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
