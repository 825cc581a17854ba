package dev.clawgateway.server.dialect.claw.session;

import java.time.Duration;

/**
 * What the dialect can be told.
 *
 * @param version of the gateway, told to every CLI
 * @param heartbeatInterval told to every node
 * @param metricsInterval told to every node
 * @param linesPerBatch log lines taken of one message; the rest is dropped and counted
 */
public record ClawSettings(
        String version, Duration heartbeatInterval, Duration metricsInterval, int linesPerBatch) {
    /** The defaults of a version. */
    public static ClawSettings of(String version) {
        return new ClawSettings(version, Duration.ofSeconds(30), Duration.ofSeconds(10), 10_000);
    }
}
