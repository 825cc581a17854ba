package dev.clawgateway.core.workload;

import org.jspecify.annotations.Nullable;

/**
 * Holds a workload back until somebody clears it.
 *
 * @param reason why, in the submitter's words
 * @param controller who is expected to clear it
 */
public record SchedulingGate(String name, @Nullable String reason, @Nullable String controller) {}
