package dev.clawgateway.embedded;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import org.jspecify.annotations.Nullable;

/**
 * A workload that was accepted, durably.
 *
 * @param node where it starts; null while it waits
 * @param waiting what for, in words; null where it starts
 */
public record Scheduled(WorkloadId workload, @Nullable NodeId node, @Nullable String waiting) {}
