package dev.clawgateway.server.config;

import dev.clawgateway.core.state.settings.RecoverySettings;
import java.time.Duration;

/**
 * {@code [recovery]}: how the gateway finds its way back after it was away.
 *
 * @param unknownWork what becomes of work that nodes run and this gateway does not know
 * @param waitForNodes how long new work waits at most for the nodes that were connected before
 */
public record RecoveryConfig(RecoverySettings.UnknownWork unknownWork, Duration waitForNodes) {
    static final RecoveryConfig DEFAULT =
            new RecoveryConfig(
                    RecoverySettings.DEFAULT.unknownWork(),
                    RecoverySettings.DEFAULT.waitForNodes());

    private static final int HOUR = 3600;

    static RecoveryConfig read(Section section) {
        return new RecoveryConfig(
                section.choice("unknown_work", DEFAULT.unknownWork()),
                section.seconds(
                        "wait_for_nodes_secs", DEFAULT.waitForNodes().toSeconds(), 0, HOUR));
    }

    RecoverySettings settings() {
        return new RecoverySettings(unknownWork, waitForNodes);
    }
}
