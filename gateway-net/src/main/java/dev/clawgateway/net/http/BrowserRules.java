package dev.clawgateway.net.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other sites from speaking through a visitor's browser: neither by opening a
 * WebSocket or posting a form from their own origin, nor by making their own name point here.
 * Browsers give themselves away by {@code Origin} or {@code Sec-Fetch-Site}, which no page can
 * leave out; machines send neither and may use any name.
 */
final class BrowserRules {
    private static final String SITE = "Sec-Fetch-Site";

    private final Set<String> hostNames;
    private final Set<Origin> allowed;

    BrowserRules(Browsers settings) {
        hostNames =
                settings.hostNames().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        Set<Origin> origins = new HashSet<>();
        for (String text : settings.allowedOrigins()) {
            Origin origin = Origin.parse(text);
            if (origin == null) {
                throw new IllegalArgumentException(text + " is no http or https origin");
            }
            origins.add(origin);
        }
        allowed = Set.copyOf(origins);
    }

    /**
     * Why a browser may not ask this; null when it may, or is none.
     *
     * @param changes whether it is an upgrade or may change something
     */
    @Nullable HttpRefusal refusal(HttpHeaders headers, @Nullable Authority host, boolean changes) {
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        if (origins.isEmpty() && !headers.contains(SITE)) {
            return null;
        } else if (host == null || !isOurs(host)) {
            return new HttpRefusal(
                    403, "this gateway has no such name; server.host_names lists those it has");
        } else if (changes && !origins.isEmpty() && !mayAsk(origins, host)) {
            return new HttpRefusal(
                    403, "pages of this origin may not ask; server.allowed_origins lists those");
        }
        return null;
    }

    private boolean isOurs(Authority host) {
        return host.isAddress()
                || host.host().equals("localhost")
                || hostNames.contains(host.host());
    }

    private boolean mayAsk(List<String> origins, Authority host) {
        if (origins.size() > 1) {
            return false;
        }
        Origin origin = Origin.parse(origins.getFirst());
        return origin != null && (origin.isOf(host) || allowed.contains(origin));
    }

    /** A web origin with its port, whether it was written down or not. */
    private record Origin(boolean secure, String host, int port) {
        private static final int HTTP = 80;
        private static final int HTTPS = 443;

        /** Null for {@code null}, which every page can make itself, and for other schemes. */
        static @Nullable Origin parse(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            boolean secure = lower.startsWith("https://");
            if (!secure && !lower.startsWith("http://")) {
                return null;
            }
            Authority named = Authority.parse(lower.substring(secure ? 8 : 7));
            return named == null
                    ? null
                    : new Origin(secure, named.host(), named.portOr(secure ? HTTPS : HTTP));
        }

        /** Behind a proxy the scheme may differ, so a port left out is that of the origin's. */
        boolean isOf(Authority own) {
            return own.host().equals(host) && own.portOr(secure ? HTTPS : HTTP) == port;
        }
    }
}
