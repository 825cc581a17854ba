package dev.clawgateway.client.configuration;

import java.util.List;

/**
 * What came of reading a configuration.
 *
 * @param changed what counts from now on
 * @param waiting what counts after a restart
 * @param problems why nothing of it counts; empty where it does
 * @param json the same, as it was answered
 */
public record ReloadOutcome(
        List<KeyChange> changed, List<KeyChange> waiting, List<String> problems, String json) {
    public ReloadOutcome {
        changed = List.copyOf(changed);
        waiting = List.copyOf(waiting);
        problems = List.copyOf(problems);
    }

    /** Whether it could be used. */
    public boolean good() {
        return problems.isEmpty();
    }

    /** A key, its values as they would be written; secrets hidden. */
    public record KeyChange(String key, String before, String after) {}
}
