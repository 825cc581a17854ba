package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Sight;
import dev.clawgateway.control.operations.lists.ListedCluster;
import dev.clawgateway.control.operations.lists.Listing;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Command.SetVirtualCluster.Presence;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualClusterId;
import dev.clawgateway.core.placement.VirtualClusterTerms;
import dev.clawgateway.core.placement.VirtualClusterUsage;
import dev.clawgateway.core.space.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Virtual clusters: who owns which quota. */
public final class VirtualClusterOperations {
    private static final Listing<ListedCluster, ?> BY_NAME =
            Listing.byName(listed -> listed.usage().cluster().name());

    private final Desk desk;
    private final ClusterView view;
    private final Supplier<UUID> ids;

    /**
     * Behind a desk.
     *
     * @param ids makes the ids of those that are declared
     */
    public VirtualClusterOperations(Desk desk, ClusterView view, Supplier<UUID> ids) {
        this.desk = desk;
        this.view = view;
        this.ids = ids;
    }

    /** Every one that is declared or in use and the caller may see, by name, with what it holds. */
    public void list(Caller caller, PageRequest page, Reply<Page<ListedCluster>> reply) {
        if (desk.admits(caller, Operation.LIST_VIRTUAL_CLUSTERS, reply)) {
            desk.askEngine(
                    reply,
                    Placer::virtualClusters,
                    usages ->
                            Refusals.orNotACursor(
                                    page, BY_NAME.page(seen(Sight.of(caller), usages), page)));
        }
    }

    private List<ListedCluster> seen(Sight sight, List<VirtualClusterUsage> all) {
        Map<String, Integer> workspaces = new HashMap<>();
        for (Workspace workspace : view.workspaces()) {
            if (sight.sees(workspace)) {
                workspaces.merge(workspace.cluster(), 1, Integer::sum);
            }
        }
        return all.stream()
                .filter(usage -> sight.covers(usage.cluster().name()))
                .map(usage ->
                        new ListedCluster(
                                usage, workspaces.getOrDefault(usage.cluster().name(), 0)))
                .toList();
    }

    /** One of them, by id or name. */
    public void get(Caller caller, String idOrName, Reply<ListedCluster> reply) {
        if (desk.admits(caller, Operation.LIST_VIRTUAL_CLUSTERS, reply)) {
            look(Sight.of(caller), idOrName, reply);
        }
    }

    private void look(Sight sight, String idOrName, Reply<ListedCluster> reply) {
        desk.askEngine(
                reply,
                Placer::virtualClusters,
                usages -> {
                    String name = view.clusterName(idOrName);
                    return seen(sight, usages).stream()
                            .filter(listed -> listed.usage().cluster().name().equals(name))
                            .findFirst()
                            .<Answer<ListedCluster>>map(Answer.Given::new)
                            .orElseGet(() ->
                                    new Answer.Refused<>(
                                            ErrorCode.NOT_FOUND,
                                            "no virtual cluster '" + idOrName + "'"));
                });
    }

    /** Makes one, of a name that nobody has declared; answers with it. */
    public void create(
            Caller caller, String name, VirtualClusterTerms terms, Reply<ListedCluster> reply) {
        if (desk.admits(caller, Operation.SET_VIRTUAL_CLUSTER, reply)) {
            place(caller, name, terms, Presence.NEW, reply);
        }
    }

    /** Changes one, by id or name; answers with it. What is left out stays as it is. */
    public void change(
            Caller caller, String idOrName, VirtualClusterTerms terms, Reply<ListedCluster> reply) {
        if (desk.admits(caller, Operation.SET_VIRTUAL_CLUSTER, reply)) {
            place(caller, view.clusterName(idOrName), terms, Presence.DECLARED, reply);
        }
    }

    private void place(
            Caller caller,
            String name,
            VirtualClusterTerms terms,
            Presence presence,
            Reply<ListedCluster> reply) {
        desk.place(
                caller,
                new Command.SetVirtualCluster(
                        name, new VirtualClusterId(ids.get()), terms, presence),
                (Reply<Boolean>)
                        answer -> {
                            switch (answer) {
                                case Answer.Given<Boolean> _ -> look(Sight.of(caller), name, reply);
                                case Answer.Refused<Boolean>(var code, var detail) ->
                                        reply.answer(new Answer.Refused<>(code, detail));
                            }
                        },
                Outcome.Changed::changed);
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

    /** Takes its declaration back, by id or name. */
    public void remove(Caller caller, String idOrName, Reply<Boolean> reply) {
        if (desk.admits(caller, Operation.SET_VIRTUAL_CLUSTER, reply)) {
            desk.place(
                    caller,
                    new Command.RemoveVirtualCluster(view.clusterName(idOrName)),
                    reply,
                    Outcome.Changed::changed);
        }
    }
}
