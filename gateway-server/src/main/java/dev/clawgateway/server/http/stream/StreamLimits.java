package dev.clawgateway.server.http.stream;

import java.time.Duration;

/**
 * Bounds of streamed answers.
 *
 * @param most at one time
 * @param mostOfCaller the same of one caller; programs of this machine that show no credential are
 *     not counted
 * @param heartbeat how long nothing may be sent
 * @param stall how long a reader may take to read what was sent last; then it is dropped
 * @param changes that are kept for those who watch lists
 */
public record StreamLimits(
        int most, int mostOfCaller, Duration heartbeat, Duration stall, int changes) {
    public static final StreamLimits DEFAULT =
            new StreamLimits(4096, 128, Duration.ofSeconds(15), Duration.ofSeconds(30), 1 << 15);
}
