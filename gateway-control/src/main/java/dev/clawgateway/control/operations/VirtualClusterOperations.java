package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Sight;
import dev.clawgateway.control.operations.lists.Listing;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualClusterUsage;
import java.util.List;

/** Virtual clusters: who owns which quota. */
public final class VirtualClusterOperations {
    private static final Listing<VirtualClusterUsage, ?> BY_NAME =
            Listing.byName(usage -> usage.cluster().name());

    private final Desk desk;

    public VirtualClusterOperations(Desk desk) {
        this.desk = desk;
    }

    /** Every one that is declared or in use and the caller may see, by name, with what it holds. */
    public void list(Caller caller, PageRequest page, Reply<Page<VirtualClusterUsage>> reply) {
        if (desk.admits(caller, Operation.LIST_VIRTUAL_CLUSTERS, reply)) {
            desk.askEngine(
                    reply,
                    Placer::virtualClusters,
                    usages ->
                            Refusals.orNotACursor(
                                    page, BY_NAME.page(seen(Sight.of(caller), usages), page)));
        }
    }

    private static List<VirtualClusterUsage> seen(Sight sight, List<VirtualClusterUsage> all) {
        return all.stream().filter(usage -> sight.covers(usage.cluster().name())).toList();
    }

    /** Makes or changes one. */
    public void set(Caller caller, VirtualCluster cluster, Reply<Boolean> reply) {
        desk.change(
                caller,
                Operation.SET_VIRTUAL_CLUSTER,
                new Command.SetVirtualCluster(cluster),
                reply);
    }

    /** Takes its declaration back. */
    public void remove(Caller caller, String name, Reply<Boolean> reply) {
        desk.change(
                caller,
                Operation.SET_VIRTUAL_CLUSTER,
                new Command.RemoveVirtualCluster(name),
                reply);
    }
}
