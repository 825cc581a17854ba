package dev.clawgateway.net.http;

import java.util.List;
import java.util.Set;

/**
 * Which pages from elsewhere may use a family of paths through a browser (the Fetch standard,
 * section 3.2). They are never shown credentials.
 *
 * @param origins such as {@code https://console.example}, or with any port {@code
 *     http://localhost:*}
 * @param methods told to a page that asks beforehand
 * @param headers the same
 */
public record Cors(Set<String> origins, List<String> methods, List<String> headers) {
    public Cors {
        origins = Set.copyOf(origins);
        methods = List.copyOf(methods);
        headers = List.copyOf(headers);
    }
}
