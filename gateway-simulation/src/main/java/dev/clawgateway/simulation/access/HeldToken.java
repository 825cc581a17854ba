package dev.clawgateway.simulation.access;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.protocol.access.TokenAnswer;
import dev.clawgateway.simulation.peer.Wallets.Token;
import dev.clawgateway.simulation.referee.fact.Pass;
import dev.clawgateway.simulation.referee.fact.Pass.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A credential with its token. */
record HeldToken(Pass pass, String text) {
    private static final Pattern KEY = Pattern.compile("\"kid\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"jti\":\"([^\"]+)\"");
    private static final Pattern SUBJECT = Pattern.compile("\"sub\":\"([^\"]+)\"");
    private static final Pattern ISSUED = Pattern.compile("\"iat\":(\\d+)");
    private static final Pattern EXPIRES = Pattern.compile("\"exp\":(\\d+)");

    /** One that was signed here. */
    static HeldToken of(Credential credential, String text) {
        Instant issued = credential.issued();
        Instant expires = credential.expires();
        String id = credential.id();
        String subject = credential.holder().subject();
        return new HeldToken(
                switch (credential.holder()) {
                    case Holder.Operator(String _, var rights) ->
                            new Pass(
                                    id,
                                    Kind.OPERATOR,
                                    subject,
                                    rights.role().text(),
                                    rights.virtualClusters(),
                                    rights.ownOnly(),
                                    0,
                                    key(text),
                                    issued,
                                    expires);
                    case Holder.Node _ ->
                            bare(id, Kind.NODE, subject, 0, key(text), issued, expires);
                    case Holder.Join join ->
                            bare(id, Kind.JOIN, subject, join.uses(), key(text), issued, expires);
                },
                text);
    }

    /** One that the gateway made. */
    static HeldToken of(TokenAnswer made) {
        String text = Objects.requireNonNull(made.token());
        String role = made.role();
        return new HeldToken(
                new Pass(
                        made.id(),
                        Kind.valueOf(made.kind().toUpperCase(Locale.ROOT)),
                        found(SUBJECT, part(text, 1)),
                        role == null ? "" : role,
                        made.virtualClusters(),
                        made.ownOnly(),
                        made.uses(),
                        key(text),
                        Objects.requireNonNull(made.issuedAt()),
                        made.expiresAt()),
                text);
    }

    /** A node's, of which nothing is known but its text; null for none. */
    static @Nullable HeldToken ofNode(String text) {
        if (text.chars().filter(c -> c == '.').count() != 2) {
            return null;
        }
        String claims = part(text, 1);
        return new HeldToken(
                bare(
                        found(ID, claims),
                        Kind.NODE,
                        found(SUBJECT, claims),
                        0,
                        key(text),
                        Instant.ofEpochSecond(Long.parseLong(found(ISSUED, claims))),
                        Instant.ofEpochSecond(Long.parseLong(found(EXPIRES, claims)))),
                text);
    }

    private static Pass bare(
            String id,
            Kind kind,
            String subject,
            int uses,
            String key,
            Instant issued,
            Instant expires) {
        return new Pass(id, kind, subject, "", null, false, uses, key, issued, expires);
    }

    private static String key(String text) {
        return found(KEY, part(text, 0));
    }

    private static String part(String text, int number) {
        return new String(
                Base64.getUrlDecoder().decode(text.split("\\.", -1)[number]),
                StandardCharsets.UTF_8);
    }

    private static String found(Pattern pattern, String json) {
        Matcher matcher = pattern.matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in a token");
        }
        return matcher.group(1);
    }

    /** Any token, as it is shown. */
    static Token shown(String text) {
        return new Token(found(ID, part(text, 1)), text);
    }

    Token token() {
        return new Token(pass.id(), text);
    }

    /** Without the token itself. */
    @Override
    public String toString() {
        return pass.toString();
    }
}
