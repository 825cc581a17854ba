package dev.clawgateway.client.api;

import dev.clawgateway.core.placement.VirtualCluster;

/** Virtual clusters: slices of the cluster with quotas of their own. */
public interface VirtualClusterApi {
    VirtualClusterList list();

    /** Makes or changes one. */
    Done.VirtualClusterSet set(VirtualCluster wanted);

    /** Takes a declaration back. */
    Done.VirtualClusterRemoved remove(String name);
}
