package dev.clawgateway.control.operations.lists;

import dev.clawgateway.core.placement.VirtualClusterUsage;

/**
 * A virtual cluster with what is in it.
 *
 * @param workspaces in it that the caller sees
 */
public record ListedCluster(VirtualClusterUsage usage, int workspaces) {}
