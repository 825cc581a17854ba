package dev.clawgateway.net.http.wire;

import java.time.Duration;

/**
 * Bounds on HTTP requests.
 *
 * @param maxLineBytes of the request line
 * @param maxHeadBytes of all header fields together
 * @param maxHeaders header fields
 * @param idle how long a connection may stay open between requests
 * @param arrival how long requests may take
 */
public record HttpLimits(
        int maxLineBytes,
        int maxHeadBytes,
        int maxHeaders,
        int maxBodyBytes,
        Duration idle,
        Arrival arrival) {
    public static final HttpLimits DEFAULT =
            new HttpLimits(4096, 8192, 1 << 20, Duration.ofSeconds(60));

    /** With the usual number of header fields, and the usual times. */
    public HttpLimits(int maxLineBytes, int maxHeadBytes, int maxBodyBytes, Duration idle) {
        this(maxLineBytes, maxHeadBytes, 64, maxBodyBytes, idle, Arrival.DEFAULT);
    }

    /**
     * How long a request may take to arrive, from its first byte, to a second or so.
     *
     * @param head its line and header fields
     * @param whole all of it
     * @param bodyBytesPerSecond of its body, from two seconds on
     */
    public record Arrival(Duration head, Duration whole, int bodyBytesPerSecond) {
        public static final Arrival DEFAULT =
                new Arrival(Duration.ofSeconds(5), Duration.ofSeconds(10), 1024);
    }
}
