package dev.clawgateway.net.http.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A web origin (RFC 6454) with its port, whether it was written down or not. */
record PageOrigin(boolean secure, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Null for {@code null}, which every page can make itself, and for other schemes. */
    static @Nullable PageOrigin parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean secure = lower.startsWith("https://");
        if (!secure && !lower.startsWith("http://")) {
            return null;
        }
        Authority named = Authority.parse(lower.substring(secure ? 8 : 7));
        return named == null
                ? null
                : new PageOrigin(secure, named.host(), named.portOr(secure ? HTTPS : HTTP));
    }

    /** Behind a proxy the scheme may differ, so a port left out is that of the origin's. */
    boolean isOf(Authority own) {
        return own.host().equals(host) && own.portOr(secure ? HTTPS : HTTP) == port;
    }

    PageOrigin withPort(int other) {
        return new PageOrigin(secure, host, other);
    }
}
