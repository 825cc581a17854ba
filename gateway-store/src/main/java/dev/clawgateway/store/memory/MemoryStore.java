package dev.clawgateway.store.memory;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.record.WorkloadRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store that forgets with the process; it can be told to fail. The model of the real ones. */
public final class MemoryStore implements Store {
    private final NavigableMap<NodeId, NodeRecord> nodes = new TreeMap<>();
    private final NavigableMap<WorkloadId, WorkloadRecord> workloads = new TreeMap<>();
    private final NavigableMap<String, VirtualCluster> clusters = new TreeMap<>();
    private final NavigableMap<String, DiscoveryMember> discovered = new TreeMap<>();
    private final Deque<Event> events = new ArrayDeque<>();
    private final int maxEvents;
    private final StoredMembers members = new StoredMembers();
    private boolean serving = true;
    private DiscoveryStanding discovery = DiscoveryStanding.INITIAL;
    private @Nullable Instant servingSince;
    private PastUseRecord pastUse = PastUseRecord.NONE;
    private boolean failing;

    public MemoryStore(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    /** From now on every commit fails, as on a broken disk. */
    public synchronized void fail() {
        failing = true;
    }

    @Override
    public synchronized Snapshot load() {
        return new Snapshot(
                List.copyOf(nodes.values()),
                List.copyOf(workloads.values()),
                List.copyOf(clusters.values()),
                serving,
                pastUse,
                new DiscoveryRegistry(discovered.values(), discovery),
                new ArrayList<>(events),
                events.isEmpty() ? 0 : events.getLast().sequence(),
                servingSince,
                members.registry());
    }

    @Override
    public synchronized void commit(List<Change> changes) {
        if (failing) {
            throw new StoreException("told to fail", null);
        }
        changes.forEach(this::apply);
    }

    private void apply(DiscoveryChange change) {
        switch (change) {
            case DiscoveryChange.MemberSaved(var member) ->
                    discovered.put(member.id().text(), member);
            case DiscoveryChange.MemberForgotten(var id) -> discovered.remove(id.text());
            case DiscoveryChange.StandingSaved(var standing) -> discovery = standing;
        }
    }

    private void apply(Change change) {
        switch (change) {
            case Change.NodeSaved(var node) -> nodes.put(node.id(), node);
            case Change.NodeForgotten(var id) -> nodes.remove(id);
            case Change.WorkloadSaved(var workload) -> workloads.put(workload.id(), workload);
            case Change.WorkloadForgotten(var id) -> workloads.remove(id);
            case Change.VirtualClusterSaved(var cluster) -> clusters.put(cluster.name(), cluster);
            case Change.VirtualClusterForgotten(var name) -> clusters.remove(name);
            case Change.PastUseSaved(var value) -> pastUse = value;
            case Change.ServingSet(var value, var since) -> {
                serving = value;
                servingSince = since;
            }
            case MembershipChange membership -> members.apply(membership);
            case Change.EventRecorded(var event) -> {
                events.add(event);
                if (events.size() > maxEvents) {
                    events.remove();
                }
            }
            case DiscoveryChange member -> apply(member);
            case Change.StatusChanged _, Change.AvoidanceChanged _ -> {}
        }
    }

    @Override
    public void close() {}
}
