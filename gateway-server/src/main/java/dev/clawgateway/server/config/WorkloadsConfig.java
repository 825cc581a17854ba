package dev.clawgateway.server.config;

import java.time.Duration;

/**
 * {@code [workloads]}.
 *
 * @param startTimeout how long a workload may stay starting before it has failed
 * @param stopTimeout how long past its grace a stop may take before it is repeated without grace
 * @param stopGrace between the polite and the hard signal, unless the stop is forced
 * @param keepFinished how long a finished workload can be looked up
 * @param maxWorkloads workloads remembered, finished ones included; a further one is refused
 * @param undeclaredClusters whether a workload may name a virtual cluster nobody declared
 */
public record WorkloadsConfig(
        Duration startTimeout,
        Duration stopTimeout,
        Duration stopGrace,
        Duration keepFinished,
        int maxWorkloads,
        boolean undeclaredClusters) {
    private static final int DAY = 86_400;
    private static final int YEAR = 365 * DAY;

    static WorkloadsConfig read(Section section) {
        return new WorkloadsConfig(
                section.seconds("start_timeout_secs", 900, 1, DAY),
                section.seconds("stop_timeout_secs", 30, 1, DAY),
                section.seconds("stop_grace_secs", 30, 0, DAY),
                section.seconds("keep_finished_secs", 7 * DAY, 1, YEAR),
                section.integer("max_workloads", 1_000_000, 1, 100_000_000),
                section.flag("undeclared_virtual_clusters", false));
    }
}
