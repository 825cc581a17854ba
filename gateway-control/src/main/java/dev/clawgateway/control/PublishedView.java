package dev.clawgateway.control;

import dev.clawgateway.control.events.EventFeed;
import dev.clawgateway.control.watch.ChangeFeed;
import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.cluster.MemberView;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.credential.AccessView;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The durable state as readers see it, over all reigns. Written by the store thread alone, or while
 * there is none; read by all without a lock. Each reign shows the state it began with at one
 * moment: readers see the one or the other, and never a mixture.
 */
public final class PublishedView implements ClusterView {
    /**
     * Of those who follow events, or changes, at one time; each costs a number. Whoever lets them
     * in has a smaller bound.
     */
    private static final int MOST_SUBSCRIPTIONS = 1 << 17;

    private final Keeping keeping;
    private final EventFeed feed;
    private final ChangeFeed changes;
    private volatile PublishedState state;

    /**
     * What a store held, every node away.
     *
     * @param crier wakes those who follow events or changes
     */
    public PublishedView(Snapshot snapshot, Keeping keeping, Executor crier) {
        this.keeping = keeping;
        changes = new ChangeFeed(keeping.changes(), MOST_SUBSCRIPTIONS, crier);
        feed = new EventFeed(this::events, snapshot.lastEventSequence(), MOST_SUBSCRIPTIONS, crier);
        state = new PublishedState(snapshot, keeping.events(), changes);
        begin(snapshot);
    }

    /** The same, with as many changes kept as is usual; the store thread wakes who follows. */
    public PublishedView(Snapshot snapshot, int maxEvents) {
        this(snapshot, new Keeping(maxEvents, Keeping.CHANGES), Runnable::run);
    }

    /**
     * How much of the past can be read.
     *
     * @param events older ones are dropped
     * @param changes of single things, for those who watch lists; older ones are dropped
     */
    public record Keeping(int events, int changes) {
        /** Some 300 bytes each at most, beside what they share with the state. */
        public static final int CHANGES = 1 << 15;
    }

    /** Shows what a new reign begins with. The reign before has ended. */
    public void load(Snapshot snapshot) {
        state = new PublishedState(snapshot, keeping.events(), changes);
        begin(snapshot);
        feed.published(state.lastEvent());
    }

    /** Only now: whoever reads the revision that it begins with, or is woken by it, sees it. */
    private void begin(Snapshot snapshot) {
        long revision = snapshot.beginningRevision();
        changes.begin(revision - 1, revision);
    }

    /**
     * Shows a batch to readers. Store thread only.
     *
     * @param turns the changes of each command that changed anything
     */
    void publish(List<List<Change>> turns) {
        state.publish(turns);
        feed.published(state.lastEvent());
    }

    /** Where changes of single things are followed as they happen. */
    public ChangeFeed changes() {
        return changes;
    }

    @Override
    public long revision() {
        return changes.revision();
    }

    /** Where the events are followed as they happen. */
    public EventFeed feed() {
        return feed;
    }

    @Override
    public @Nullable NodeRecord node(NodeId id) {
        return state.node(id);
    }

    @Override
    public NodeStatus status(NodeId id) {
        return state.status(id);
    }

    @Override
    public Collection<NodeRecord> nodes() {
        return state.nodes();
    }

    @Override
    public @Nullable WorkloadRecord workload(WorkloadId id) {
        return state.workload(id);
    }

    @Override
    public Collection<WorkloadRecord> workloads() {
        return state.workloads();
    }

    @Override
    public int workloadsOn(NodeId node) {
        return state.workloadsOn(node);
    }

    @Override
    public Map<WorkloadId, Allocation> holdingsOn(NodeId node) {
        return state.holdingsOn(node);
    }

    @Override
    public @Nullable Avoided avoided(NodeId id) {
        return state.avoided(id);
    }

    @Override
    public boolean missing(NodeId id) {
        return state.missing(id);
    }

    @Override
    public int missingNodes() {
        return state.missingNodes();
    }

    @Override
    public @Nullable MassAbsence massAbsence() {
        return state.massAbsence();
    }

    @Override
    public FleetTotals totals() {
        return state.totals();
    }

    @Override
    public Collection<MaintenanceWindow> windows() {
        return state.windows();
    }

    @Override
    public Collection<VirtualCluster> virtualClusters() {
        return state.virtualClusters();
    }

    @Override
    public @Nullable FleetId fleet() {
        return state.fleet();
    }

    @Override
    public boolean reignBegins() {
        return state.reignBegins();
    }

    @Override
    public Lineage lineage() {
        return state.lineage();
    }

    /** How far the audit log was known to be safe. */
    public AuditMark audit() {
        return state.audit();
    }

    @Override
    public Collection<Workspace> workspaces() {
        return state.workspaces();
    }

    @Override
    public @Nullable Workspace workspace(WorkspaceId id) {
        return state.workspace(id);
    }

    @Override
    public boolean serving() {
        return state.serving();
    }

    @Override
    public DiscoveryRegistry discovery() {
        return state.discovery();
    }

    @Override
    public @Nullable Instant servingSince() {
        return state.servingSince();
    }

    @Override
    public MemberView members() {
        return state.members();
    }

    @Override
    public AccessView access() {
        return state.access();
    }

    @Override
    public List<Event> events(long after, int limit) {
        return state.events(after, limit);
    }
}
