package dev.clawgateway.core.cluster;

import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.credential.AccessView;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.MassAbsence;
import dev.clawgateway.core.record.NodeDevices;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceId;
import dev.clawgateway.core.workload.Allocation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every thread but the control thread sees: only what is durable. Lock-free to read; each
 * record is immutable, but two reads may see two moments.
 */
public interface ClusterView {
    @Nullable NodeRecord node(NodeId id);

    /** {@link NodeStatus#DISCONNECTED} for an unknown node. */
    NodeStatus status(NodeId id);

    /** Null while it is not avoided. */
    @Nullable Avoided avoided(NodeId id);

    /** Whether it is silent for so long that it may be given up soon. */
    boolean missing(NodeId id);

    /** How many are. */
    int missingNodes();

    /** Null while not many nodes are missing together. */
    @Nullable MassAbsence massAbsence();

    /** Whether it is silent as many others are, so that nobody knows which side is at fault. */
    default boolean unsure(NodeId id) {
        MassAbsence absence = massAbsence();
        return absence != null && absence.waiting() && missing(id);
    }

    /** What workloads hold of a node. */
    Map<WorkloadId, Allocation> holdingsOn(NodeId node);

    /** The same, whoever holds it, in no order. */
    default Collection<Allocation> allocationsOn(NodeId node) {
        return holdingsOn(node).values();
    }

    /** What becomes of a node's GPUs. */
    default NodeDevices devices(NodeRecord node) {
        return NodeDevices.of(
                node,
                node.availability(status(node.id()), window(node), avoided(node.id())),
                allocationsOn(node.id()));
    }

    /** All known nodes, in no order. */
    Collection<NodeRecord> nodes();

    @Nullable WorkloadRecord workload(WorkloadId id);

    /** All remembered workloads, in no order. */
    Collection<WorkloadRecord> workloads();

    /** Workloads that hold devices on a node. */
    int workloadsOn(NodeId node);

    /** Counts, kept up to date with every publication: O(1). */
    FleetTotals totals();

    Collection<VirtualCluster> virtualClusters();

    /** All workspaces, in no order. */
    Collection<Workspace> workspaces();

    /** Null where there is none of that id. */
    @Nullable Workspace workspace(WorkspaceId id);

    /** Maintenance windows that are planned or on, by name. */
    Collection<MaintenanceWindow> windows();

    /** The one that says most about a node; null when none concerns it. */
    default @Nullable MaintenanceWindow window(NodeRecord node) {
        return MaintenanceWindow.of(node, windows());
    }

    boolean serving();

    /**
     * The name of the virtual cluster with that id; else what is given is a name, which nobody need
     * have declared.
     */
    default String clusterName(String idOrName) {
        return virtualClusters().stream()
                .filter(cluster -> cluster.id().toString().equals(idOrName))
                .map(VirtualCluster::name)
                .findFirst()
                .orElse(idOrName);
    }

    /** Which fleet this is; null before it was named. */
    @Nullable FleetId fleet();

    /** The reigns that have been; the newest is the one of now, once it is stored. */
    Lineage lineage();

    /**
     * Whether that is not stored yet. Then it is not known of which reign the next numbers will be
     * said to be, so nobody is told any.
     */
    boolean reignBegins();

    /** The discovery registry, whole, at one moment. */
    DiscoveryRegistry discovery();

    /** When that changed last; null where it was before that was kept. */
    @Nullable Instant servingSince();

    MemberView members();

    AccessView access();

    /**
     * Of the newest command whose changes are published. Whoever makes a list reads it before: the
     * list has everything up to it, and perhaps some of what came after.
     */
    long revision();

    /** Kept events with a sequence above {@code after}, oldest first, at most {@code limit}. */
    List<Event> events(long after, int limit);
}
