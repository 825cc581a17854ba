package dev.clawgateway.control;

import dev.clawgateway.control.watch.ChangeFeed;
import dev.clawgateway.control.watch.Changed;
import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.cluster.MemberView;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.credential.AccessView;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.MassAbsence;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceId;
import dev.clawgateway.core.workload.Allocation;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The durable state of one reign as readers see it. Written by the store thread alone, read by all
 * without a lock; a record, once seen, never changes.
 */
final class PublishedState implements ClusterView {
    private final PublishedNodes nodes;
    private final Map<WorkloadId, WorkloadRecord> workloads = new ConcurrentHashMap<>();
    private final Map<NodeId, Map<WorkloadId, Allocation>> held = new ConcurrentHashMap<>();
    private final Map<String, VirtualCluster> clusters = new ConcurrentSkipListMap<>();
    private final PublishedSpaces workspaces = new PublishedSpaces(workloads::get);
    private final Map<String, MaintenanceWindow> windows = new ConcurrentSkipListMap<>();
    private final PublishedEvents events;
    private final PublishedDiscovery discovery;
    private final TotalsCount count = new TotalsCount();
    private final ChangeFeed feed;
    private volatile FleetTotals totals;
    private volatile @Nullable FleetId fleet;
    private volatile Lineage lineage;
    private volatile boolean reignStored;
    private volatile AuditMark audit;
    private volatile boolean serving;
    private volatile @Nullable Instant servingSince;
    private volatile @Nullable MassAbsence massAbsence;
    private final PublishedMembers members;
    private final PublishedAccess access;

    /** Of the command whose changes are applied now; 0 while none are told. */
    private long turn;

    /**
     * What a store held, every node away.
     *
     * @param maxEvents kept to be read; older ones are dropped
     * @param feed is told of everything that changes from here on
     */
    PublishedState(Snapshot snapshot, int maxEvents, ChangeFeed feed) {
        this.feed = feed;
        nodes = new PublishedNodes(count, feed);
        serving = snapshot.serving();
        fleet = snapshot.continuity().fleet();
        lineage = snapshot.continuity().lineage();
        audit = snapshot.continuity().audit();
        discovery = new PublishedDiscovery(snapshot.discovery());
        servingSince = snapshot.servingSince();
        members = new PublishedMembers(snapshot.members());
        access = new PublishedAccess(snapshot.access());
        events = new PublishedEvents(snapshot.events(), snapshot.lastEventSequence(), maxEvents);
        snapshot.nodes().forEach(node -> apply(new Change.NodeSaved(node)));
        snapshot.workloads().forEach(workload -> apply(new Change.WorkloadSaved(workload)));
        snapshot.virtualClusters()
                .forEach(cluster -> apply(new Change.VirtualClusterSaved(cluster)));
        snapshot.workspaces().forEach(space -> apply(new Change.WorkspaceSaved(space)));
        workspaces.applied(0, feed);
        snapshot.windows().forEach(window -> apply(new Change.MaintenanceSaved(window)));
        totals = count.totals();
    }

    /** Number of the newest event; 0 when there was none. */
    long lastEvent() {
        return events.last();
    }

    /**
     * Shows a batch to readers. Store thread only.
     *
     * @param turns the changes of each command that changed anything
     */
    void publish(List<List<Change>> turns) {
        if (turns.isEmpty()) {
            return;
        }
        long revision = feed.revision();
        for (List<Change> changes : turns) {
            revision = Math.max(revision, revision(changes));
            turn = revision;
            changes.forEach(this::apply);
            workspaces.applied(revision, feed);
        }
        totals = count.totals();
        discovery.show();
        feed.published(revision);
    }

    /** All changes of one command bear the same, but for those that bear none. */
    private static long revision(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.Revised revised) {
                return revised.revision();
            }
        }
        return 0;
    }

    @Override
    public long revision() {
        return feed.revision();
    }

    @Override
    public @Nullable NodeRecord node(NodeId id) {
        return nodes.get(id);
    }

    @Override
    public NodeStatus status(NodeId id) {
        return nodes.status(id);
    }

    @Override
    public Collection<NodeRecord> nodes() {
        return nodes.all();
    }

    @Override
    public @Nullable WorkloadRecord workload(WorkloadId id) {
        return workloads.get(id);
    }

    @Override
    public Collection<WorkloadRecord> workloads() {
        return Collections.unmodifiableCollection(workloads.values());
    }

    @Override
    public int workloadsOn(NodeId node) {
        return held.getOrDefault(node, Map.of()).size();
    }

    @Override
    public Map<WorkloadId, Allocation> holdingsOn(NodeId node) {
        return Collections.unmodifiableMap(held.getOrDefault(node, Map.of()));
    }

    @Override
    public @Nullable Avoided avoided(NodeId id) {
        return nodes.avoided(id);
    }

    @Override
    public boolean missing(NodeId id) {
        return nodes.missing(id);
    }

    @Override
    public int missingNodes() {
        return nodes.missing();
    }

    @Override
    public @Nullable MassAbsence massAbsence() {
        return massAbsence;
    }

    @Override
    public FleetTotals totals() {
        return totals;
    }

    @Override
    public Collection<MaintenanceWindow> windows() {
        return Collections.unmodifiableCollection(windows.values());
    }

    @Override
    public Collection<VirtualCluster> virtualClusters() {
        return Collections.unmodifiableCollection(clusters.values());
    }

    @Override
    public Collection<Workspace> workspaces() {
        return workspaces.all();
    }

    @Override
    public @Nullable Workspace workspace(WorkspaceId id) {
        return workspaces.get(id);
    }

    @Override
    public boolean serving() {
        return serving;
    }

    @Override
    public @Nullable FleetId fleet() {
        return fleet;
    }

    @Override
    public Lineage lineage() {
        return lineage;
    }

    @Override
    public boolean reignBegins() {
        return !reignStored;
    }

    AuditMark audit() {
        return audit;
    }

    @Override
    public DiscoveryRegistry discovery() {
        return discovery.registry();
    }

    @Override
    public @Nullable Instant servingSince() {
        return servingSince;
    }

    @Override
    public MemberView members() {
        return members;
    }

    @Override
    public AccessView access() {
        return access;
    }

    @Override
    public List<Event> events(long after, int limit) {
        return events.after(after, limit);
    }

    private void apply(Change change) {
        switch (change) {
            case Change.NodeSaved saved -> nodes.save(saved.node(), turn);
            case Change.NodeForgotten forgotten -> nodes.forget(forgotten.node(), turn);
            case Change.StatusChanged changed ->
                    nodes.become(changed.node(), changed.status(), turn);
            case Change.MissingChanged changed -> nodes.miss(changed);
            case Change.MassAbsenceChanged changed -> massAbsence = changed.absence();
            case Change.StrangenessChanged changed -> nodes.wonder(changed);
            case Change.HoldingsChecked checked -> count.holdings(checked.differences());
            case Change.ReignBegun begun -> {
                fleet = begun.fleet();
                lineage = begun.lineage();
                reignStored = true;
            }
            case Change.AuditNoted noted -> audit = noted.mark();
            case Change.AvoidanceChanged changed ->
                    nodes.avoid(changed.node(), changed.avoided(), turn);
            case Change.WorkloadSaved saved -> {
                WorkloadRecord after = saved.workload();
                workspaces.changes(after.id());
                replace(workloads.put(after.id(), after), after);
            }
            case Change.WorkloadForgotten forgotten -> {
                workspaces.changes(forgotten.workload());
                replace(workloads.remove(forgotten.workload()), null);
            }
            case Change.VirtualClusterSaved saved ->
                    tell(clusters.put(saved.cluster().name(), saved.cluster()), saved.cluster());
            case Change.VirtualClusterForgotten forgotten ->
                    tell(clusters.remove(forgotten.name()), null);
            case Change.MaintenanceSaved saved ->
                    windows.put(saved.window().name(), saved.window());
            case Change.MaintenanceForgotten forgotten -> windows.remove(forgotten.name());
            case Change.WorkspaceSaved saved -> workspaces.put(saved.workspace());
            case Change.WorkspaceForgotten forgotten -> workspaces.remove(forgotten.workspace());
            case DiscoveryChange changed -> discovery.apply(changed);
            case Change.PastUseSaved _,
                    Change.EndMarked _,
                    Change.AnswerKept _,
                    Change.AnswerForgotten _,
                    Change.ClockSaved _ -> {}
            case Change.ServingSet set -> {
                serving = set.serving();
                servingSince = set.since();
            }
            case MembershipChange membership -> members.apply(membership);
            case AccessChange changed -> access.apply(changed);
            case Change.EventRecorded recorded -> {
                events.add(recorded.event());
                countEviction(recorded.event());
            }
        }
    }

    private void tell(@Nullable VirtualCluster before, @Nullable VirtualCluster after) {
        if (turn > 0) {
            feed.add(new Changed.OfVirtualCluster(turn, before, after));
        }
    }

    private void replace(@Nullable WorkloadRecord before, @Nullable WorkloadRecord after) {
        if (turn > 0) {
            feed.add(new Changed.OfWorkload(turn, before, after));
        }
        if (before != null) {
            count.leave(before);
        }
        if (after != null) {
            count.enter(after, nodes::get);
        }
        if (before instanceof Held had) {
            held.computeIfPresent(had.node(), (_, there) -> without(there, had.id()));
        }
        if (after instanceof Held has) {
            held.computeIfAbsent(has.node(), _ -> new ConcurrentHashMap<>())
                    .put(has.id(), has.holds());
        }
    }

    private static @Nullable Map<WorkloadId, Allocation> without(
            Map<WorkloadId, Allocation> there, WorkloadId id) {
        there.remove(id);
        return there.isEmpty() ? null : there;
    }

    private void countEviction(Event event) {
        if (event.kind() == Event.Kind.WORKLOAD_EVICTED
                && event.subject() instanceof Subject.Workload(WorkloadId id)
                && workloads.get(id) instanceof Held workload) {
            count.evicted(nodes.get(workload.node()));
        }
    }
}
