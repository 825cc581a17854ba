package dev.clawgateway.net.http.wire;

import java.time.Duration;

/**
 * Bounds on HTTP requests.
 *
 * @param maxLineBytes of the request line
 * @param maxHeadBytes of all header fields together
 * @param idle how long a connection may stay open between requests
 */
public record HttpLimits(int maxLineBytes, int maxHeadBytes, int maxBodyBytes, Duration idle) {
    public static final HttpLimits DEFAULT =
            new HttpLimits(4096, 8192, 1 << 20, Duration.ofSeconds(60));
}
