package dev.clawgateway.client.api;

import dev.clawgateway.core.placement.VirtualCluster;
import java.util.List;

/** All virtual clusters and what they hold. */
public record VirtualClusterList(List<Usage> virtualClusters) implements GatewayAnswer {
    public VirtualClusterList {
        virtualClusters = List.copyOf(virtualClusters);
    }

    /**
     * A virtual cluster and what it holds.
     *
     * @param allocated held now, its children included
     * @param waiting requests in its own queue
     * @param share its dominant share of the fleet by weight, past use included; who has less goes
     *     first
     */
    public record Usage(
            VirtualCluster declared, VirtualCluster.Quota allocated, int waiting, float share) {}
}
