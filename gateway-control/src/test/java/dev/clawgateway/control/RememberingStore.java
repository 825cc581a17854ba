package dev.clawgateway.control;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.KeptAnswer;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.core.credential.AccessRegister;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.membership.MemberRegistry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.Continuity;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A store that survives the gateway it serves, and fails when told to: before a batch lands, or
 * after.
 */
final class RememberingStore implements Store {
    /** What happens at the next commit. */
    enum Fault {
        NONE,
        LOSES_THE_BATCH,
        KEEPS_THE_BATCH
    }

    private final Map<NodeId, NodeRecord> nodes = new TreeMap<>();
    private final Map<WorkloadId, WorkloadRecord> workloads = new TreeMap<>();
    private final Map<String, VirtualCluster> clusters = new TreeMap<>();
    private final Map<WorkspaceId, Workspace> workspaces = new LinkedHashMap<>();
    private final Map<Long, KeptAnswer> answers = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private boolean serving = true;
    private PastUseRecord pastUse = PastUseRecord.NONE;
    private Term term = Term.NONE;
    private Fault fault = Fault.NONE;

    void failNext(Fault next) {
        fault = next;
    }

    Map<WorkloadId, WorkloadRecord> workloads() {
        return workloads;
    }

    List<Event> events() {
        return events;
    }

    @Override
    public Term begin() {
        term = term.next();
        return term;
    }

    @Override
    public Snapshot load() {
        return new Snapshot(
                List.copyOf(nodes.values()),
                List.copyOf(workloads.values()),
                List.copyOf(clusters.values()),
                serving,
                pastUse,
                DiscoveryRegistry.EMPTY,
                List.copyOf(events),
                events.isEmpty() ? 0 : events.getLast().sequence(),
                null,
                MemberRegistry.EMPTY,
                Continuity.NONE,
                List.of(),
                AccessRegister.EMPTY,
                List.copyOf(answers.values()),
                List.copyOf(workspaces.values()));
    }

    @Override
    public void commit(Term writer, List<Change> changes) {
        if (!writer.equals(term)) {
            throw StoreException.deposed(writer, term);
        }
        Fault now = fault;
        fault = Fault.NONE;
        if (now != Fault.LOSES_THE_BATCH) {
            changes.forEach(this::keep);
        }
        if (now != Fault.NONE) {
            throw new StoreException("planned fault: " + now, null);
        }
    }

    @Override
    public void close() {}

    private void keep(Change change) {
        switch (change) {
            case Change.NodeSaved saved -> nodes.put(saved.node().id(), saved.node());
            case Change.NodeForgotten forgotten -> nodes.remove(forgotten.node());
            case Change.WorkloadSaved saved ->
                    workloads.put(saved.workload().id(), saved.workload());
            case Change.WorkloadForgotten forgotten -> workloads.remove(forgotten.workload());
            case Change.VirtualClusterSaved saved ->
                    clusters.put(saved.cluster().name(), saved.cluster());
            case Change.VirtualClusterForgotten forgotten -> clusters.remove(forgotten.name());
            case Change.PastUseSaved saved -> pastUse = saved.pastUse();
            case Change.ServingSet set -> serving = set.serving();
            case Change.EventRecorded recorded -> events.add(recorded.event());
            case Change.AnswerKept kept -> answers.put(kept.answer().number(), kept.answer());
            case Change.AnswerForgotten forgotten -> answers.remove(forgotten.number());
            case Change.WorkspaceSaved saved ->
                    workspaces.put(saved.workspace().id(), saved.workspace());
            case Change.WorkspaceForgotten forgotten -> workspaces.remove(forgotten.workspace());
            case Change.MaintenanceSaved _,
                    Change.MaintenanceForgotten _,
                    Change.StatusChanged _,
                    Change.AvoidanceChanged _,
                    Change.MissingChanged _,
                    Change.MassAbsenceChanged _,
                    Change.StrangenessChanged _,
                    Change.HoldingsChecked _,
                    Change.ReignBegun _,
                    Change.AuditNoted _,
                    Change.EndMarked _,
                    Change.ClockSaved _,
                    Change.OfRegistry _ -> {}
        }
    }
}
