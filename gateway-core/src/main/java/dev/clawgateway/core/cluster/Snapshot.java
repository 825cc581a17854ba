package dev.clawgateway.core.cluster;

import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.membership.MemberRegistry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a store holds.
 *
 * @param events oldest first
 * @param lastEventSequence of the newest event ever recorded; 0 when none was
 * @param servingSince when the mode changed last; null where that is not known
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
        MemberRegistry members) {
    public static final Snapshot EMPTY =
            new Snapshot(List.of(), List.of(), List.of(), true, PastUseRecord.NONE, List.of(), 0);

    /** Without members of registries. */
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
                MemberRegistry.EMPTY);
    }
}
