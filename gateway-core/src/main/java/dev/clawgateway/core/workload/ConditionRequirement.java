package dev.clawgateway.core.workload;

import dev.clawgateway.core.node.ConditionStatus;

/**
 * A node condition that must be reported with exactly this status; a missing one never meets it.
 */
public record ConditionRequirement(String type, ConditionStatus status) {}
