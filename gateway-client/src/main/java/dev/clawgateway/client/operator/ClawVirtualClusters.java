package dev.clawgateway.client.operator;

import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.VirtualClusterApi;
import dev.clawgateway.client.api.VirtualClusterList;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;

/** Virtual clusters, over the claw dialect. */
record ClawVirtualClusters(Questions questions) implements VirtualClusterApi {
    @Override
    public VirtualClusterList list() {
        return QueueWire.view(
                questions.ask(
                        new CliRequest.ListVirtualClusters(), CliReply.VirtualClusters.class));
    }

    @Override
    public Done.VirtualClusterSet set(VirtualCluster wanted) {
        CliRequest request = new CliRequest.SetVirtualCluster(wanted);
        return new Done.VirtualClusterSet(
                questions.ask(request, CliReply.VirtualClusterSet.class).name());
    }

    @Override
    public Done.VirtualClusterRemoved remove(String name) {
        CliRequest request = new CliRequest.RemoveVirtualCluster(name);
        return new Done.VirtualClusterRemoved(
                questions.ask(request, CliReply.VirtualClusterRemoved.class).name());
    }
}
