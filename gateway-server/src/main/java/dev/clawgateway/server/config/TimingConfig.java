package dev.clawgateway.server.config;

import java.time.Duration;

/**
 * {@code [timing]}.
 *
 * @param heartbeatInterval told to every node that registers; how long silence may last follows
 *     from it
 * @param metricsInterval told to every node that registers
 * @param forgetNodeAfter how long a disconnected node that holds nothing is remembered
 */
public record TimingConfig(
        Duration heartbeatInterval, Duration metricsInterval, Duration forgetNodeAfter) {
    private static final int MAX_INTERVAL_SECONDS = 3600;
    private static final int WEEK = 604_800;
    private static final int YEAR = 31_536_000;

    static TimingConfig read(Section section) {
        return new TimingConfig(
                section.seconds("heartbeat_interval_secs", 30, 1, MAX_INTERVAL_SECONDS),
                section.seconds("metrics_interval_secs", 10, 1, MAX_INTERVAL_SECONDS),
                section.seconds("forget_node_after_secs", WEEK, 1, YEAR));
    }
}
