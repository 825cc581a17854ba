package dev.clawgateway.core.cluster;

import dev.clawgateway.core.credential.AccessRegister;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.life.WorkerPlace;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.MemberRegistry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.Continuity;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.space.Workspace;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a store holds.
 *
 * @param events oldest first
 * @param lastEventSequence of the newest event ever recorded; 0 when none was
 * @param servingSince when the mode changed last; null where that is not known
 * @param continuity by what a gateway finds its way back
 * @param windows maintenance windows that are planned or on
 * @param access what is kept of credentials and devices
 * @param answers that are kept under callers' keys, oldest first
 * @param workspaces in no order
 */
public record Snapshot(
        List<NodeRecord> nodes,
        List<WorkloadRecord> workloads,
        List<VirtualCluster> virtualClusters,
        boolean serving,
        PastUseRecord pastUse,
        DiscoveryRegistry discovery,
        List<Event> events,
        long lastEventSequence,
        @Nullable Instant servingSince,
        MemberRegistry members,
        Continuity continuity,
        List<MaintenanceWindow> windows,
        AccessRegister access,
        List<KeptAnswer> answers,
        List<Workspace> workspaces) {
    public static final Snapshot EMPTY =
            new Snapshot(List.of(), List.of(), List.of(), true, PastUseRecord.NONE, List.of(), 0);

    /** As they were submitted, workers of one workload by their index. */
    public List<WorkloadRecord> workloadsInTurn() {
        return workloads.stream()
                .sorted(
                        Comparator.comparing(WorkloadRecord::createdAt)
                                .thenComparingInt(Snapshot::workerIndex)
                                .thenComparing(WorkloadRecord::id))
                .toList();
    }

    private static int workerIndex(WorkloadRecord workload) {
        WorkerPlace place = workload.place();
        return place == null ? 0 : place.index();
    }

    /** The greatest that anything in it bears. */
    public long lastRevision() {
        long last = continuity.lineage().revision();
        for (NodeRecord node : nodes) {
            last = Math.max(last, node.revision());
        }
        for (WorkloadRecord workload : workloads) {
            last = Math.max(last, workload.revision());
        }
        for (VirtualCluster cluster : virtualClusters) {
            last = Math.max(last, cluster.revision());
        }
        for (DiscoveryMember member : discovery.members()) {
            last = Math.max(last, member.revision());
        }
        for (MemberRecord member : members.members()) {
            last = Math.max(last, member.revision());
        }
        for (MaintenanceWindow window : windows) {
            last = Math.max(last, window.revision());
        }
        for (CredentialRecord credential : access.credentials()) {
            last = Math.max(last, credential.revision());
        }
        for (PairedDevice device : access.devices()) {
            last = Math.max(last, device.revision());
        }
        for (Workspace workspace : workspaces) {
            last = Math.max(last, workspace.revision());
        }
        // What was forgotten left its event.
        for (Event event : events) {
            last = Math.max(last, event.revision());
        }
        return last;
    }

    /**
     * The one that a reign over it begins with, which nothing bears and nobody has seen: nodes
     * stand otherwise then than before, without any change that is stored.
     */
    public long beginningRevision() {
        return lastRevision() + 1;
    }

    /** Of a gateway that was never away, and has nothing besides. */
    public Snapshot(
            List<NodeRecord> nodes,
            List<WorkloadRecord> workloads,
            List<VirtualCluster> clusters,
            boolean serving,
            PastUseRecord pastUse,
            List<Event> events,
            long lastEventSequence) {
        this(
                nodes,
                workloads,
                clusters,
                serving,
                pastUse,
                DiscoveryRegistry.EMPTY,
                events,
                lastEventSequence,
                null,
                MemberRegistry.EMPTY,
                Continuity.NONE,
                List.of(),
                AccessRegister.EMPTY,
                List.of(),
                List.of());
    }
}
