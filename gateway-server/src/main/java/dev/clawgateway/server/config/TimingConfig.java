package dev.clawgateway.server.config;

import java.time.Duration;

/**
 * {@code [timing]}.
 *
 * @param heartbeatInterval told to every node that registers
 * @param metricsInterval told to every node that registers
 * @param degradedAfter silence of an open session after which its node gets no new work
 * @param offlineAfter silence after which the session is closed
 * @param forgetNodeAfter how long a disconnected node that holds nothing is remembered
 */
public record TimingConfig(
        Duration heartbeatInterval,
        Duration metricsInterval,
        Duration degradedAfter,
        Duration offlineAfter,
        Duration forgetNodeAfter) {
    static final TimingConfig DEFAULT =
            new TimingConfig(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(150),
                    Duration.ofDays(7));

    private static final int MAX_INTERVAL_SECONDS = 3600;
    private static final int MAX_SILENCE_SECONDS = 86_400;
    private static final int MAX_FORGET_SECONDS = 31_536_000;

    public TimingConfig {
        // One late heartbeat is ordinary on a loaded network; a tighter limit would flap nodes.
        if (degradedAfter.compareTo(heartbeatInterval.multipliedBy(2)) < 0) {
            throw new ConfigException(
                    "timing.degraded_after_secs",
                    degradedAfter.toSeconds(),
                    "must be at least two heartbeat intervals, so "
                            + heartbeatInterval.toSeconds() * 2
                            + " with timing.heartbeat_interval_secs = "
                            + heartbeatInterval.toSeconds());
        }
        if (offlineAfter.compareTo(degradedAfter) <= 0) {
            throw new ConfigException(
                    "timing.offline_after_secs",
                    offlineAfter.toSeconds(),
                    "must be more than timing.degraded_after_secs = " + degradedAfter.toSeconds());
        }
    }

    static TimingConfig read(Section section) {
        Duration heartbeat =
                section.seconds("heartbeat_interval_secs", 30, 1, MAX_INTERVAL_SECONDS);
        Duration metrics = section.seconds("metrics_interval_secs", 10, 1, MAX_INTERVAL_SECONDS);
        Duration degraded = section.seconds("degraded_after_secs", 60, 2, MAX_SILENCE_SECONDS);
        Duration offline = section.seconds("offline_after_secs", 150, 3, MAX_SILENCE_SECONDS);
        Duration forget = section.seconds("forget_node_after_secs", 604_800, 1, MAX_FORGET_SECONDS);
        return section.build(
                () -> new TimingConfig(heartbeat, metrics, degraded, offline, forget), DEFAULT);
    }
}
