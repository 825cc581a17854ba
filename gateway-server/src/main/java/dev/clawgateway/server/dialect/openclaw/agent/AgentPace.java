package dev.clawgateway.server.dialect.openclaw.agent;

import java.time.Duration;

/**
 * How often an agent is asked, and how long it may take.
 *
 * @param look for what runs, while something does
 * @param output for what that prints
 * @param metrics for what the devices measure
 * @param again after it could not be asked, or its engine did not work
 * @param quick for commands that change nothing
 * @param run for a start, which may pull an image first
 */
public record AgentPace(
        Duration look,
        Duration output,
        Duration metrics,
        Duration again,
        Duration quick,
        Duration run) {
    public static final AgentPace DEFAULT =
            new AgentPace(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1),
                    Duration.ofHours(1));
}
