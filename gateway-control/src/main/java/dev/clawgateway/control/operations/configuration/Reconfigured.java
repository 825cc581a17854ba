package dev.clawgateway.control.operations.configuration;

import java.util.List;

/**
 * What came of reading the configuration.
 *
 * @param changed what counts from now on
 * @param waiting what counts after a restart
 * @param problems why nothing of it counts; empty where it does
 */
public record Reconfigured(
        List<ChangedKey> changed, List<ChangedKey> waiting, List<String> problems) {
    public Reconfigured {
        changed = List.copyOf(changed);
        waiting = List.copyOf(waiting);
        problems = List.copyOf(problems);
    }

    /** Whether it could be used. */
    public boolean good() {
        return problems.isEmpty();
    }
}
