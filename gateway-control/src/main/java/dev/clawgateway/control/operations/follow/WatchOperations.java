package dev.clawgateway.control.operations.follow;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Sight;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.follow.Watched.Item;
import dev.clawgateway.control.operations.follow.Watched.Kind;
import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.control.operations.lists.ListedWorkspace;
import dev.clawgateway.control.operations.lists.NodeSelection;
import dev.clawgateway.control.operations.lists.WorkloadSelection;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.control.watch.ChangeFeed;
import dev.clawgateway.control.watch.Changed;
import dev.clawgateway.control.watch.NodeSeen;
import dev.clawgateway.control.watch.Watch;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.space.Workspace;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lists, kept up to date with what becomes of single things. */
public final class WatchOperations {
    private final Desk desk;
    private final ClusterView view;
    private final ChangeFeed feed;
    private final Telemetry telemetry;

    public WatchOperations(Desk desk, ClusterView view, ChangeFeed feed, Telemetry telemetry) {
        this.desk = desk;
        this.view = view;
        this.feed = feed;
        this.telemetry = telemetry;
    }

    /**
     * Watches workloads that a caller sees.
     *
     * @param wake called when there is more after all was read; hands over and returns
     */
    public void workloads(
            Caller caller,
            WorkloadSelection selection,
            WatchStart start,
            Runnable wake,
            Reply<ListWatch<ListedWorkload>> reply) {
        Sight sight = Sight.of(caller);
        Predicate<WorkloadRecord> wanted = one -> sight.sees(one) && selection.covers(one);
        desk.askLater(
                caller,
                Operation.LIST_WORKLOADS,
                reply,
                () ->
                        watch(
                                start,
                                wake,
                                () ->
                                        view.workloads().stream().filter(wanted).toList().stream()
                                                .map(this::there)
                                                .iterator(),
                                changed -> told(changed, wanted)));
    }

    private Item<ListedWorkload> there(WorkloadRecord workload) {
        return new Item<>(Kind.ADDED, workload.revision(), ListedWorkload.of(workload, view));
    }

    private @Nullable Item<ListedWorkload> told(Changed changed, Predicate<WorkloadRecord> wanted) {
        return changed instanceof Changed.OfWorkload(long revision, var before, var after)
                ? ListWatch.item(
                        revision, before, after, wanted, one -> ListedWorkload.of(one, view))
                : null;
    }

    /**
     * Watches nodes. Told is what becomes of their records and whether they are there; what is held
     * of them, and what they measure, is shown as it is when they are told.
     *
     * @param wake called when there is more after all was read; hands over and returns
     */
    public void nodes(
            Caller caller,
            NodeSelection selection,
            WatchStart start,
            Runnable wake,
            Reply<ListWatch<ListedNode>> reply) {
        desk.askLater(
                caller,
                Operation.LIST_NODES,
                reply,
                () ->
                        watch(
                                start,
                                wake,
                                () -> selection.of(view).stream().map(this::there).iterator(),
                                changed -> told(changed, selection)));
    }

    private Item<ListedNode> there(NodeRecord node) {
        return new Item<>(
                Kind.ADDED, node.revision(), ListedNode.of(node, view, telemetry.find(node.id())));
    }

    private @Nullable Item<ListedNode> told(Changed changed, NodeSelection selection) {
        return changed instanceof Changed.OfNode(long revision, var before, var after)
                ? ListWatch.item(
                        revision,
                        before,
                        after,
                        seen -> selection.covers(seen.record(), seen.status()),
                        this::shown)
                : null;
    }

    private ListedNode shown(NodeSeen seen) {
        return ListedNode.of(
                seen.record(), seen.status(), view, telemetry.find(seen.record().id()));
    }

    /**
     * Watches virtual clusters that are declared. Told is what becomes of their declarations; what
     * they hold changes with every workload, and is not.
     *
     * @param wake called when there is more after all was read; hands over and returns
     */
    public void virtualClusters(
            Caller caller,
            WatchStart start,
            Runnable wake,
            Reply<ListWatch<VirtualCluster>> reply) {
        Sight sight = Sight.of(caller);
        Predicate<VirtualCluster> wanted = one -> sight.covers(one.name());
        desk.askLater(
                caller,
                Operation.LIST_VIRTUAL_CLUSTERS,
                reply,
                () ->
                        watch(
                                start,
                                wake,
                                () ->
                                        view.virtualClusters().stream()
                                                .filter(wanted)
                                                .map(one ->
                                                        new Item<>(Kind.ADDED, one.revision(), one))
                                                .toList()
                                                .iterator(),
                                changed ->
                                        changed
                                                        instanceof
                                                        Changed.OfVirtualCluster(
                                                                long revision,
                                                                var before,
                                                                var after)
                                                ? ListWatch.item(
                                                        revision,
                                                        before,
                                                        after,
                                                        wanted,
                                                        Function.identity())
                                                : null));
    }

    /**
     * Watches workspaces that a caller sees, and what becomes of their workloads.
     *
     * @param cluster only those of that virtual cluster, by id or name; null for all
     * @param wake called when there is more after all was read; hands over and returns
     */
    public void workspaces(
            Caller caller,
            @Nullable String cluster,
            WatchStart start,
            Runnable wake,
            Reply<ListWatch<ListedWorkspace>> reply) {
        desk.askLater(
                caller,
                Operation.LIST_WORKSPACES,
                reply,
                () -> watch(start, wake, wanted(caller, cluster)));
    }

    private Predicate<Workspace> wanted(Caller caller, @Nullable String cluster) {
        Sight sight = Sight.of(caller);
        String name = cluster == null ? null : view.clusterName(cluster);
        return one -> sight.sees(one) && (name == null || one.cluster().equals(name));
    }

    private Answer<ListWatch<ListedWorkspace>> watch(
            WatchStart start, Runnable wake, Predicate<Workspace> wanted) {
        return watch(
                start,
                wake,
                () ->
                        view.workspaces().stream().filter(wanted).toList().stream()
                                .map(this::there)
                                .iterator(),
                changed -> toldOfSpace(changed, wanted));
    }

    private Item<ListedWorkspace> there(Workspace space) {
        return new Item<>(Kind.ADDED, space.revision(), ListedWorkspace.of(space, view));
    }

    private @Nullable Item<ListedWorkspace> toldOfSpace(
            Changed changed, Predicate<Workspace> wanted) {
        return changed instanceof Changed.OfWorkspace(long revision, var before, var after)
                ? ListWatch.item(
                        revision,
                        before,
                        after,
                        seen -> wanted.test(seen.workspace()),
                        seen -> ListedWorkspace.of(seen.workspace(), seen.workload(), view))
                : null;
    }

    /** The watch begins before the first are looked up: so nothing is missed. */
    private <T> Answer<ListWatch<T>> watch(
            WatchStart start,
            Runnable wake,
            Supplier<Iterator<Item<T>>> first,
            Function<Changed, @Nullable Item<T>> told) {
        Optional<Watch> watch =
                start instanceof WatchStart.After(long after)
                        ? feed.watch(after, wake)
                        : feed.watch(wake);
        return watch.<Answer<ListWatch<T>>>map(place ->
                        new Answer.Given<>(
                                new ListWatch<>(
                                        place,
                                        start instanceof WatchStart.Everything
                                                ? first.get()
                                                : Collections.emptyIterator(),
                                        start instanceof WatchStart.After ? 0 : place.begun(),
                                        told)))
                .orElseGet(() ->
                        new Answer.Refused<>(ErrorCode.OVERLOADED, "too many watch lists already"));
    }
}
