package dev.clawgateway.server.dialect.api;

import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.protocol.json.Unicode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list, as clients hand it back: good for the caller that got it, and for the same
 * filters. It hides nothing, and lets nobody see more: filters and rights are looked at anew.
 *
 * @param reign in which it was told; empty for before the first
 * @param revision of the page before; 0 where that has none
 * @param place to go on behind
 */
record PageCursor(String reign, long revision, String place) {
    private static final int LENGTH = 16;
    private static final char SEPARATOR = ' ';
    private static final Pattern PARTS =
            Pattern.compile(".{16}([0-9a-f-]*) (\\d{1,18}) (.+)", Pattern.DOTALL);

    /** What one page may have otherwise than the page before. */
    private static final Set<String> FREE = Set.of("cursor", "limit");

    static PageCursor of(ApiCall call, long revision, String place) {
        return new PageCursor(call.lineage().name(), revision, place);
    }

    String text(ApiCall call) {
        String text = bond(call) + reign + SEPARATOR + revision + SEPARATOR + place;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the gateway has gone on since with what it was told of. */
    boolean isOf(Lineage lineage) {
        return lineage.hasRevision(reign, revision);
    }

    /** Null where it was not made for this. */
    static @Nullable PageCursor read(ApiCall call, String cursor) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return null;
        }
        Matcher parts = PARTS.matcher(text);
        return text.startsWith(bond(call)) && Unicode.isWellFormed(text) && parts.matches()
                ? new PageCursor(parts.group(1), Long.parseLong(parts.group(2)), parts.group(3))
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
