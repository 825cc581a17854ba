package dev.clawgateway.protocol.claw;

import dev.clawgateway.core.placement.VirtualCluster;

/**
 * A virtual cluster and what it holds. Our extension.
 *
 * @param allocated held now, its children included
 */
public record VirtualClusterInfo(VirtualCluster cluster, VirtualCluster.Quota allocated) {}
