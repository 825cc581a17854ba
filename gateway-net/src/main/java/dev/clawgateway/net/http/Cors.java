package dev.clawgateway.net.http;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which pages from elsewhere may use a family of paths through a browser (the Fetch standard,
 * section 3.2). They are never shown credentials.
 */
public final class Cors {
    /** On every answer, also to those who are no browsers: caches must not mix them up. */
    private static final Map<String, String> ALWAYS = Map.of("Vary", "Origin");

    private final Origins origins;
    private final String methods;
    private final String headers;

    /**
     * Rules.
     *
     * @param origins such as {@code https://console.example}, or with any port {@code
     *     http://localhost:*}
     * @param methods told to a page that asks beforehand
     * @param headers the same
     * @throws IllegalArgumentException naming an origin that is none
     */
    public Cors(Set<String> origins, List<String> methods, List<String> headers) {
        this.origins = Origins.of(origins);
        this.methods = String.join(", ", methods);
        this.headers = String.join(", ", headers);
    }

    boolean allows(Origin origin) {
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
    Answer preflight(String origin) {
        Answer answer = Answer.empty(204).with(headers(origin));
        return isAllowed(origin)
                ? answer.with(
                        Map.of(
                                "Access-Control-Allow-Methods", methods,
                                "Access-Control-Allow-Headers", headers))
                : answer;
    }

    private boolean isAllowed(String origin) {
        Origin named = Origin.parse(origin);
        return named != null && origins.contain(named);
    }
}
