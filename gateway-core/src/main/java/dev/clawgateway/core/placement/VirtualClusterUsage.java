package dev.clawgateway.core.placement;

import dev.clawgateway.core.placement.VirtualCluster.Quota;

/**
 * What a virtual cluster holds now.
 *
 * @param used by it and everything below it
 * @param waiting requests in its own queue
 * @param share its dominant share of the fleet by weight, past use included; who has less goes
 *     first
 */
public record VirtualClusterUsage(VirtualCluster cluster, Quota used, int waiting, double share) {}
