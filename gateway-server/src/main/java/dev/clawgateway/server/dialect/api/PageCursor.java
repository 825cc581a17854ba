package dev.clawgateway.server.dialect.api;

import dev.clawgateway.protocol.json.Unicode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list, as clients hand it back: good for the caller that got it, and for the same
 * filters. It hides nothing, and lets nobody see more: filters and rights are looked at anew.
 */
final class PageCursor {
    private static final int LENGTH = 16;

    /** What one page may have otherwise than the page before. */
    private static final Set<String> FREE = Set.of("cursor", "limit");

    private PageCursor() {}

    static String text(ApiCall call, String place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((bond(call) + place).getBytes(StandardCharsets.UTF_8));
    }

    /** Null where it was not made for this. */
    static @Nullable String place(ApiCall call, String cursor) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return null;
        }
        return text.length() > LENGTH && text.startsWith(bond(call)) && Unicode.isWellFormed(text)
                ? text.substring(LENGTH)
                : null;
    }

    private static String bond(ApiCall call) {
        TreeMap<String, Object> filters = new TreeMap<>(call.arguments().values());
        filters.keySet().removeAll(FREE);
        String bound =
                call.operation().id()
                        + '\n'
                        + call.caller().principal()
                        + '\n'
                        + call.caller().rights()
                        + '\n'
                        + filters;
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(bound.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
