package dev.clawgateway.net.http.wire;

import dev.clawgateway.net.http.Cors;
import dev.clawgateway.net.http.RouteAnswer;
import java.util.Map;

/** {@link Cors} at work. */
final class CorsRules {
    /** On every answer, also to those who are no browsers: caches must not mix them up. */
    private static final Map<String, String> ALWAYS = Map.of("Vary", "Origin");

    private final PageOrigins origins;
    private final String methods;
    private final String headers;

    CorsRules(Cors cors) {
        origins = PageOrigins.of(cors.origins());
        methods = String.join(", ", cors.methods());
        headers = String.join(", ", cors.headers());
    }

    boolean allows(PageOrigin origin) {
        return origins.contain(origin);
    }

    /**
     * What every answer of the family says.
     *
     * @param origin as the browser sent it; empty when it sent none
     */
    Map<String, String> headers(String origin) {
        return isAllowed(origin)
                ? Map.of("Vary", "Origin", "Access-Control-Allow-Origin", origin)
                : ALWAYS;
    }

    /** The answer to a page that asks beforehand. */
    RouteAnswer preflight(String origin) {
        RouteAnswer answer = RouteAnswer.empty(204).with(headers(origin));
        return isAllowed(origin)
                ? answer.with(
                        Map.of(
                                "Access-Control-Allow-Methods", methods,
                                "Access-Control-Allow-Headers", headers))
                : answer;
    }

    private boolean isAllowed(String origin) {
        PageOrigin named = PageOrigin.parse(origin);
        return named != null && origins.contain(named);
    }
}
