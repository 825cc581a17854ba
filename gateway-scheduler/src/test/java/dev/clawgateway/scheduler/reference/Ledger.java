package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.GpuGrant;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.SchedulableNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Nodes, and who holds what on them. Free amounts are always computed from the holdings. */
final class Ledger {
    private final SortedMap<NodeId, SchedulableNode> nodes = new TreeMap<>();
    private final Map<WorkloadId, Holding> holdings = new LinkedHashMap<>();
    private final Map<NodeId, Map<WorkloadId, Holding>> byNode = new HashMap<>();

    Collection<SchedulableNode> nodes() {
        return nodes.values();
    }

    Collection<Holding> holdings() {
        return holdings.values();
    }

    void put(SchedulableNode node) {
        nodes.put(node.id(), node);
    }

    void forget(NodeId node) {
        nodes.remove(node);
    }

    boolean holds(WorkloadId workload) {
        return holdings.containsKey(workload);
    }

    void hold(Holding holding) {
        holdings.put(holding.workload(), holding);
        byNode.computeIfAbsent(holding.allocation().node(), _ -> new LinkedHashMap<>())
                .put(holding.workload(), holding);
    }

    boolean free(WorkloadId workload) {
        Holding holding = holdings.remove(workload);
        if (holding == null) {
            return false;
        }
        byNode.getOrDefault(holding.allocation().node(), Map.of()).remove(workload);
        return true;
    }

    Collection<Holding> on(SchedulableNode node) {
        return byNode.getOrDefault(node.id(), Map.of()).values();
    }

    long freeCpuMillis(SchedulableNode node) {
        long held = on(node).stream().mapToLong(h -> h.allocation().cpuMillis()).sum();
        return node.capacity().cpuMillis() - held;
    }

    long freeMemoryMib(SchedulableNode node) {
        long held = on(node).stream().mapToLong(h -> h.allocation().memoryMib()).sum();
        return node.capacity().memoryMib() - held;
    }

    /** Grants held of one device. */
    List<GpuGrant> grants(SchedulableNode node, Gpu gpu) {
        List<GpuGrant> grants = new ArrayList<>();
        for (Holding holding : on(node)) {
            for (GpuGrant grant : holding.allocation().gpus()) {
                if (grant.index() == gpu.index()) {
                    grants.add(grant);
                }
            }
        }
        return grants;
    }

    long freeMilli(SchedulableNode node, Gpu gpu) {
        return 1000 - grants(node, gpu).stream().mapToLong(GpuGrant::milli).sum();
    }

    long freeGpuMillis(SchedulableNode node) {
        return node.capacity().gpus().stream().mapToLong(gpu -> freeMilli(node, gpu)).sum();
    }

    int freeGpus(SchedulableNode node) {
        return (int)
                node.capacity().gpus().stream().filter(gpu -> grants(node, gpu).isEmpty()).count();
    }
}
