package dev.clawgateway.core.placement;

/** How many nodes failed at one check first. */
public record Refusal(RefusalReason reason, int nodes) {}
