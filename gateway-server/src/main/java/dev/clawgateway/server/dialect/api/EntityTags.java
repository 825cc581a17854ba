package dev.clawgateway.server.dialect.api;

import dev.clawgateway.net.http.RouteAnswer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names what was read, so that the same need not be read twice. A tag is of the text before it is
 * compressed; one that was read in any encoding serves for all of them.
 */
final class EntityTags {
    private static final String TAG = "ETag";
    private static final int NOT_MODIFIED = 304;
    private static final int LENGTH = 16;

    private EntityTags() {}

    /**
     * The answer with its tag, or 304 where the client has it.
     *
     * @param known the header {@code If-None-Match}; may be empty
     */
    static RouteAnswer conditional(RouteAnswer answer, String known) {
        String tag = answer.headers().get(TAG);
        RouteAnswer tagged = tag == null ? answer.with(TAG, '"' + digest(answer) + '"') : answer;
        if (known.isEmpty() || !matches(known, plain(tagged.headers().getOrDefault(TAG, "")))) {
            return tagged;
        }
        return RouteAnswer.empty(NOT_MODIFIED).with(tagged.headers());
    }

    /** The same body in another encoding is not the same bytes, and so has a tag of its own. */
    static RouteAnswer encoded(RouteAnswer answer, String encoding) {
        return answer.with(
                TAG, '"' + plain(answer.headers().getOrDefault(TAG, "")) + '-' + encoding + '"');
    }

    private static boolean matches(String header, String tag) {
        if (header.strip().equals("*")) {
            return true;
        }
        for (String one : header.split(",", -1)) {
            if (plain(one.strip()).equals(tag)) {
                return true;
            }
        }
        return false;
    }

    /** Without what says how it was encoded, and compared. */
    static String plain(String tag) {
        String bare = tag.startsWith("W/") ? tag.substring(2) : tag;
        bare = bare.replace("\"", "");
        return bare.endsWith("-gzip") ? bare.substring(0, bare.length() - 5) : bare;
    }

    private static String digest(RouteAnswer answer) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(answer.body().duplicate());
            return HexFormat.of().formatHex(sha.digest()).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
