package dev.clawgateway.simulation.referee.history;

import java.time.Duration;

/**
 * What the gateway of this run is configured with, as far as its promises depend on it.
 *
 * @param heartbeat how often nodes are told to beat
 * @param nodeTimeout how long a node out of touch keeps its work
 * @param startTimeout how long an attempt may stay starting
 * @param stopTimeout how long past its grace a stop may take before it is repeated without
 * @param stopGrace of a stop that is not forced
 * @param keepFinished how long what has ended can be looked up
 * @param maxWorkloads beyond it what has ended is forgotten earlier
 * @param discoveryTimeout after which a silent member of the discovery registry is removed
 * @param forgetNode after which a node out of touch is forgotten, with all an operator said of it
 * @param memberRetention after which a silent member of the membership registry is forgotten
 */
public record Rules(
        Duration heartbeat,
        Duration nodeTimeout,
        Duration startTimeout,
        Duration stopTimeout,
        Duration stopGrace,
        Duration keepFinished,
        int maxWorkloads,
        Duration discoveryTimeout,
        Duration forgetNode,
        Duration memberRetention) {
    /** What the gateway does unless told otherwise. */
    public static final Rules DEFAULT =
            new Rules(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(120),
                    Duration.ofMinutes(15),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofDays(7),
                    1_000_000,
                    Duration.ofSeconds(300),
                    Duration.ofDays(7),
                    Duration.ofHours(24));
}
