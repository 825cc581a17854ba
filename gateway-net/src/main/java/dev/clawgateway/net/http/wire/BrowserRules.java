package dev.clawgateway.net.http.wire;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
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
    private final PageOrigins allowed;

    BrowserRules(Browsers settings) {
        hostNames =
                settings.hostNames().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        allowed = PageOrigins.of(settings.allowedOrigins());
    }

    /**
     * Why a browser may not ask this; null when it may, or is none.
     *
     * @param cors of the family it belongs to; null when that has none
     * @param changes whether it is an upgrade or may change something
     */
    @Nullable HttpRefusal refusal(
            HttpHeaders headers,
            @Nullable Authority host,
            @Nullable CorsRules cors,
            boolean changes) {
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        if (origins.isEmpty() && !headers.contains(SITE)) {
            return null;
        } else if (host == null || !isOurs(host)) {
            return new HttpRefusal(
                    403, "this gateway has no such name; server.host_names lists those it has");
        } else if (changes && !origins.isEmpty() && !mayAsk(origins, host, cors)) {
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

    private boolean mayAsk(List<String> origins, Authority host, @Nullable CorsRules cors) {
        if (origins.size() > 1) {
            return false;
        }
        PageOrigin origin = PageOrigin.parse(origins.getFirst());
        return origin != null
                && (origin.isOf(host)
                        || allowed.contain(origin)
                        || (cors != null && cors.allows(origin)));
    }
}
