package dev.clawgateway.core.state;

import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.KeptAnswer;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.credential.AccessRegister;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.credential.JoinUse;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.membership.MemberRegistry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.record.ClockRecord;
import dev.clawgateway.core.record.Continuity;
import dev.clawgateway.core.record.EndMark;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What a store holds that has written down these changes, as one that loads it finds it. */
final class StoredChanges {
    private final List<Change> changes;
    private final UnaryOperator<WorkloadRecord> asStored;

    /**
     * Of a store.
     *
     * @param asStored how workloads were written down
     */
    StoredChanges(List<Change> changes, UnaryOperator<WorkloadRecord> asStored) {
        this.changes = changes;
        this.asStored = asStored;
    }

    Snapshot snapshot(long lastEvent) {
        Map<NodeId, NodeRecord> nodes = new LinkedHashMap<>();
        Map<WorkloadId, WorkloadRecord> workloads = new LinkedHashMap<>();
        Map<String, MaintenanceWindow> windows = new LinkedHashMap<>();
        Map<String, VirtualCluster> clusters = new LinkedHashMap<>();
        Map<WorkspaceId, Workspace> workspaces = new LinkedHashMap<>();
        FleetId fleet = null;
        Lineage lineage = Lineage.NONE;
        List<EndMark> ends = new ArrayList<>();
        ClockRecord clock = ClockRecord.NONE;
        for (Change change : changes) {
            switch (change) {
                case Change.ReignBegun begun -> {
                    fleet = begun.fleet();
                    lineage = begun.lineage();
                }
                case Change.EndMarked marked -> ends.add(marked.mark());
                case Change.ClockSaved saved -> clock = saved.clock();
                case Change.WorkloadForgotten gone -> workloads.remove(gone.workload());
                case Change.MaintenanceSaved saved ->
                        windows.put(saved.window().name(), saved.window());
                case Change.MaintenanceForgotten gone -> windows.remove(gone.name());
                case Change.VirtualClusterSaved saved ->
                        clusters.put(saved.cluster().name(), saved.cluster());
                case Change.VirtualClusterForgotten gone -> clusters.remove(gone.name());
                case Change.WorkspaceSaved saved ->
                        workspaces.put(saved.workspace().id(), saved.workspace());
                case Change.WorkspaceForgotten gone -> workspaces.remove(gone.workspace());
                case Change.NodeSaved saved -> nodes.put(saved.node().id(), saved.node());
                case Change.NodeForgotten gone -> nodes.remove(gone.node());
                case Change.WorkloadSaved saved ->
                        workloads.put(saved.workload().id(), asStored.apply(saved.workload()));
                default -> {}
            }
        }
        return new Snapshot(
                List.copyOf(nodes.values()),
                List.copyOf(workloads.values()),
                List.copyOf(clusters.values()),
                true,
                PastUseRecord.NONE,
                DiscoveryRegistry.EMPTY,
                events(),
                lastEvent,
                null,
                MemberRegistry.EMPTY,
                new Continuity(fleet, lineage, ends, clock, AuditMark.NONE),
                List.copyOf(windows.values()),
                access(),
                answers(),
                List.copyOf(workspaces.values()));
    }

    private AccessRegister access() {
        Map<String, CredentialRecord> credentials = new LinkedHashMap<>();
        List<Revocation> revocations = new ArrayList<>();
        List<JoinUse> uses = new ArrayList<>();
        Map<String, PairedDevice> devices = new LinkedHashMap<>();
        for (Change change : changes) {
            switch (change) {
                case AccessChange.CredentialSaved saved ->
                        credentials.put(saved.credential().id(), saved.credential());
                case AccessChange.RevocationSaved saved -> revocations.add(saved.revocation());
                case AccessChange.JoinUsed used -> uses.add(used.use());
                case AccessChange.DeviceSaved(var device) -> devices.put(device.id(), device);
                case AccessChange.DeviceForgotten(var id) -> devices.remove(id);
                default -> {}
            }
        }
        return new AccessRegister(
                List.copyOf(credentials.values()),
                revocations,
                uses,
                List.copyOf(devices.values()));
    }

    private List<KeptAnswer> answers() {
        Map<Long, KeptAnswer> answers = new TreeMap<>();
        for (Change change : changes) {
            switch (change) {
                case Change.AnswerKept(var answer) -> answers.put(answer.number(), answer);
                case Change.AnswerForgotten(long number) -> answers.remove(number);
                default -> {}
            }
        }
        return List.copyOf(answers.values());
    }

    private List<Event> events() {
        return changes.stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event())
                .toList();
    }
}
