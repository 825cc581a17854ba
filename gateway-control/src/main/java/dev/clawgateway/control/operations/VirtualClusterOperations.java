package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Sight;
import dev.clawgateway.control.operations.lists.Listing;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Command.SetVirtualCluster.Presence;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualClusterId;
import dev.clawgateway.core.placement.VirtualClusterTerms;
import dev.clawgateway.core.placement.VirtualClusterUsage;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Virtual clusters: who owns which quota. */
public final class VirtualClusterOperations {
    private static final Listing<VirtualClusterUsage, ?> BY_NAME =
            Listing.byName(usage -> usage.cluster().name());

    private final Desk desk;
    private final Supplier<UUID> ids;

    /**
     * Behind a desk.
     *
     * @param ids makes the ids of those that are declared
     */
    public VirtualClusterOperations(Desk desk, Supplier<UUID> ids) {
        this.desk = desk;
        this.ids = ids;
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

    /** Makes or changes one; of which nodes it wants nothing is changed. */
    public void set(Caller caller, VirtualCluster cluster, Reply<Boolean> reply) {
        desk.change(
                caller,
                Operation.SET_VIRTUAL_CLUSTER,
                new Command.SetVirtualCluster(
                        cluster.name(),
                        new VirtualClusterId(ids.get()),
                        VirtualClusterTerms.ofQuota(cluster),
                        Presence.EITHER),
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
