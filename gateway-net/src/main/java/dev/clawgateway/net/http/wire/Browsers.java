package dev.clawgateway.net.http.wire;

import java.util.Set;

/**
 * Which pages may ask through a browser.
 *
 * @param hostNames names of this gateway, besides its addresses and {@code localhost}
 * @param allowedOrigins of pages from elsewhere, such as {@code https://console.example}
 */
public record Browsers(Set<String> hostNames, Set<String> allowedOrigins) {
    public static final Browsers NONE = new Browsers(Set.of(), Set.of());

    public Browsers {
        hostNames = Set.copyOf(hostNames);
        allowedOrigins = Set.copyOf(allowedOrigins);
    }
}
