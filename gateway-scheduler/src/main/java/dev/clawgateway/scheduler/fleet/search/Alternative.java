package dev.clawgateway.scheduler.fleet.search;

/**
 * A node a policy considered.
 *
 * @param node its number
 * @param score the policy's measure; lower is better
 */
public record Alternative(int node, long score) {}
