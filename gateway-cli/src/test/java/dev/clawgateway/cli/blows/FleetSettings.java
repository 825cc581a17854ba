package dev.clawgateway.cli.blows;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What differs from scenario to scenario.
 *
 * @param nodeTimeout how long a silent node keeps its work
 * @param simulatedRun how long pretended work takes
 * @param agentsIn where the agents' network is; null for the machine's
 * @param environment of the gateway, beyond the usual
 */
record FleetSettings(
        Duration nodeTimeout,
        Duration simulatedRun,
        @Nullable Namespace agentsIn,
        Map<String, String> environment) {
    /** As a gateway is by itself, and short work. */
    static final FleetSettings USUAL =
            new FleetSettings(Duration.ofMinutes(2), Duration.ofSeconds(2), null, Map.of());

    private static final Duration LONG = Duration.ofHours(1);

    FleetSettings {
        environment = Map.copyOf(environment);
    }

    /** Work that is not over before the scenario is. */
    static FleetSettings longWork(Duration nodeTimeout) {
        return new FleetSettings(nodeTimeout, LONG, null, Map.of());
    }

    FleetSettings with(Map<String, String> gatewayEnvironment) {
        return new FleetSettings(nodeTimeout, simulatedRun, agentsIn, gatewayEnvironment);
    }

    FleetSettings withAgentsIn(Namespace namespace) {
        return new FleetSettings(nodeTimeout, simulatedRun, namespace, environment);
    }

    /** Four fit into the timeout. */
    Duration heartbeat() {
        return nodeTimeout.dividedBy(4);
    }
}
