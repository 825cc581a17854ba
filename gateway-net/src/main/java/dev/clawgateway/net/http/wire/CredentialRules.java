package dev.clawgateway.net.http.wire;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps credentials where they belong: in one header, and in no address, which others write down.
 * Only the address of an upgrade may hold one, since the claw clients there are have no other way.
 */
final class CredentialRules {
    private static final String QUERY = "token";

    private CredentialRules() {}

    /**
     * Why a request is not served; null when it may be.
     *
     * @param query as sent
     * @param upgrades whether it wants to become a session
     */
    static @Nullable HttpRefusal refusal(HttpHeaders headers, String query, boolean upgrades) {
        if (headers.getAll(HttpHeaderNames.AUTHORIZATION).size() > 1) {
            return new HttpRefusal(400, "Authorization appears more than once");
        } else if (!upgrades && hasToken(query)) {
            return new HttpRefusal(
                    400,
                    "a token is taken from the address of a WebSocket upgrade only; send it as"
                            + " Authorization: Bearer, and take this one for known to others");
        }
        return null;
    }

    private static boolean hasToken(String query) {
        return Arrays.stream(query.split("&", -1))
                .map(pair -> pair.split("=", 2)[0])
                .anyMatch(name -> decoded(name).equals(QUERY));
    }

    /** What cannot be decoded is no name that anybody asks for. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
