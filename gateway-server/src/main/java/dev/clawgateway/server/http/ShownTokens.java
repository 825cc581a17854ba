package dev.clawgateway.server.http;

import dev.clawgateway.net.websocket.Handshake;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that somebody shows, from wherever HTTP has room for one. What is no token is as if
 * nothing were there, so that a wrong credential is never worth more than none.
 */
public final class ShownTokens {
    private static final String BEARER = "Bearer";
    private static final String BASIC = "Basic";
    private static final String QUERY = "token";

    private ShownTokens() {}

    /**
     * Of a session: in its address too, since the claw clients there are have no other way.
     *
     * @return those of the header before those of the address
     */
    public static List<String> of(Handshake handshake) {
        List<String> tokens = new ArrayList<>(of(handshake.header("Authorization")));
        for (String pair : handshake.query().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && decoded(pair.substring(0, equals)).equals(QUERY)) {
                add(tokens, decoded(pair.substring(equals + 1)));
            }
        }
        return tokens;
    }

    /**
     * Of an {@code Authorization} header (RFC 9110 section 11.4): a bearer's, or the password of
     * Basic with whatever name.
     */
    public static List<String> of(String authorization) {
        String shown = authorization.strip();
        int space = shown.indexOf(' ');
        if (space < 0) {
            return List.of();
        }
        String scheme = shown.substring(0, space);
        String rest = shown.substring(space).strip();
        List<String> tokens = new ArrayList<>(1);
        if (scheme.equalsIgnoreCase(BEARER)) {
            add(tokens, rest);
        } else if (scheme.equalsIgnoreCase(BASIC)) {
            add(tokens, password(rest));
        }
        return tokens;
    }

    private static void add(List<String> tokens, @Nullable String token) {
        if (token != null && !token.isEmpty()) {
            tokens.add(token);
        }
    }

    /** Null when there is none (RFC 7617). */
    private static @Nullable String password(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(colon + 1);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** What cannot be decoded is taken as it was sent. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
