package dev.clawgateway.client.space;

import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.rest.RestGateway;
import dev.clawgateway.protocol.api.cluster.ClusterRequest;
import java.util.Map;

/** On which nodes virtual clusters run; asks and throws as {@link Workspaces} does. */
public final class VirtualClusterNodes implements AutoCloseable {
    private final RestGateway gateway;

    /** At a gateway; connects when it is asked. */
    public VirtualClusterNodes(HttpAddresses gateways) {
        gateway = RestGateway.at(gateways);
    }

    /**
     * Has the work of one run on nodes with these labels only; what runs stays where it is.
     *
     * @param cluster its id or name
     * @param labels empty for any node
     */
    public void select(String cluster, Map<String, String> labels) {
        var _ =
                gateway.clusters()
                        .change(cluster, new ClusterRequest(null, labels, null, null, null, null));
    }

    @Override
    public void close() {
        gateway.close();
    }
}
