package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.core.placement.VirtualCluster;

/**
 * A virtual cluster and what it holds. Our extension.
 *
 * @param allocated held now, its children included
 * @param waiting requests in its own queue
 * @param share its dominant share of the fleet by weight, past use included; who has less goes
 *     first
 */
public record VirtualClusterInfo(
        VirtualCluster cluster, VirtualCluster.Quota allocated, int waiting, float share) {}
