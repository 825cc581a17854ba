package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Nodes in the order they registered, and who holds what on them. Free amounts are always added up
 * anew.
 */
final class Ledger {
    private final TreeMap<Integer, SchedulableNode> nodes = new TreeMap<>();
    private final Map<NodeId, Integer> numbers = new HashMap<>();
    private final Map<WorkloadId, Holding> holdings = new LinkedHashMap<>();
    private final Map<NodeId, Map<WorkloadId, Holding>> byNode = new HashMap<>();
    private final int maxWorkloads;

    /** Labels that the virtual cluster of a name wants of nodes. */
    Function<String, Map<String, String>> selectors = _ -> Map.of();

    /**
     * @param maxWorkloads that a node takes
     */
    Ledger(int maxWorkloads) {
        this.maxWorkloads = maxWorkloads;
    }

    boolean inCluster(WorkloadSpec spec, SchedulableNode node) {
        Map<String, String> wanted = selectors.apply(spec.scheduling().queue().virtualCluster());
        return node.labels().entrySet().containsAll(wanted.entrySet());
    }

    Collection<SchedulableNode> nodes() {
        return nodes.values();
    }

    Collection<Holding> holdings() {
        return holdings.values();
    }

    @Nullable Allocation held(WorkloadId workload) {
        Holding holding = holdings.get(workload);
        return holding == null ? null : holding.allocation();
    }

    int size() {
        return holdings.size();
    }

    /** A new node takes the lowest number nobody has. */
    void put(SchedulableNode node) {
        Integer number = numbers.get(node.id());
        if (number == null) {
            number = 0;
            while (nodes.containsKey(number)) {
                number++;
            }
            numbers.put(node.id(), number);
        }
        nodes.put(number, node);
    }

    int number(SchedulableNode node) {
        return numbers.getOrDefault(node.id(), -1);
    }

    void forget(NodeId node) {
        Integer number = numbers.remove(node);
        if (number != null) {
            nodes.remove(number);
        }
    }

    private @Nullable SchedulableNode node(NodeId id) {
        Integer number = numbers.get(id);
        return number == null ? null : nodes.get(number);
    }

    void hold(WorkloadId workload, WorkloadSpec spec, Allocation allocation) {
        hold(workload, spec, allocation, Map.of());
    }

    private void hold(
            WorkloadId workload,
            WorkloadSpec spec,
            Allocation allocation,
            Map<Integer, Integer> known) {
        Map<Integer, Integer> slices = new HashMap<>(known);
        SchedulableNode node = node(allocation.node());
        for (GpuGrant grant : allocation.gpus()) {
            boolean unplaced = !slices.containsKey(grant.index()) && !grant.missing();
            if (node != null && grant.migProfile() != null && unplaced) {
                node.capacity().gpus().stream()
                        .filter(gpu -> gpu.index() == grant.index())
                        .forEach(gpu -> slices.put(grant.index(), place(grant, node, gpu)));
            }
        }
        put(new Holding(workload, spec, allocation, slices));
    }

    /** Enters what was held before, slices where they were. */
    void put(Holding holding) {
        holdings.put(holding.workload(), holding);
        byNode.computeIfAbsent(holding.allocation().node(), _ -> new LinkedHashMap<>())
                .put(holding.workload(), holding);
    }

    /** Slices of a device that came back lie where there is room, all others where they were. */
    void move(Map<WorkloadId, Allocation> moved) {
        List<Holding> before =
                moved.keySet().stream().map(holdings::get).filter(Objects::nonNull).toList();
        before.forEach(holding -> free(holding.workload()));
        for (Holding holding : before) {
            Allocation now = Objects.requireNonNull(moved.get(holding.workload()));
            hold(holding.workload(), holding.spec(), now, slices(holding, now));
        }
    }

    private static Map<Integer, Integer> slices(Holding before, Allocation now) {
        Map<Integer, Integer> slices = new HashMap<>();
        for (int i = 0; i < now.gpus().size(); i++) {
            GpuGrant was = before.allocation().gpus().get(i);
            Integer slots = was.missing() ? null : before.slices().get(was.index());
            if (slots != null && !now.gpus().get(i).missing()) {
                slices.put(now.gpus().get(i).index(), slots);
            }
        }
        return slices;
    }

    private int place(GpuGrant grant, SchedulableNode node, Gpu gpu) {
        MigSlice slice = MigSlice.of(grant.migProfile(), gpu);
        return slice == null ? 0 : slice.place(slices(node, gpu));
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

    boolean takesMore(SchedulableNode node) {
        return on(node).size() < maxWorkloads;
    }

    long freeCpuMillis(SchedulableNode node) {
        long free = node.capacity().cpuMillis();
        for (Holding holding : on(node)) {
            free -= holding.allocation().cpuMillis();
        }
        return free;
    }

    long freeMemoryMib(SchedulableNode node) {
        long free = node.capacity().memoryMib();
        for (Holding holding : on(node)) {
            free -= holding.allocation().memoryMib();
        }
        return free;
    }

    /** Grants held of one device. */
    List<GpuGrant> grants(SchedulableNode node, Gpu gpu) {
        List<GpuGrant> grants = new ArrayList<>();
        for (Holding holding : on(node)) {
            for (GpuGrant grant : holding.allocation().gpus()) {
                if (grant.isOf(gpu.index())) {
                    grants.add(grant);
                }
            }
        }
        return grants;
    }

    /** Memory slices of a device that MIG slices cover. */
    int slices(SchedulableNode node, Gpu gpu) {
        int taken = 0;
        for (Holding holding : on(node)) {
            taken |= holding.slices().getOrDefault(gpu.index(), 0);
        }
        return taken;
    }

    long freeMilli(SchedulableNode node, Gpu gpu) {
        long free = 1000;
        for (GpuGrant grant : grants(node, gpu)) {
            free -= grant.milli();
        }
        return free;
    }

    /** Whether anything is held of any of its GPUs. */
    boolean holdsAny(SchedulableNode node) {
        return node.capacity().gpus().stream().anyMatch(gpu -> !grants(node, gpu).isEmpty());
    }

    /** GPUs that a start can get. */
    int takeableGpus(SchedulableNode node) {
        boolean taken = node.capacity().devices() == DeviceChoice.FIRST_N && holdsAny(node);
        return taken ? 0 : freeGpus(node);
    }

    /** GPUs nobody holds any part of. */
    int freeGpus(SchedulableNode node) {
        int free = 0;
        for (Gpu gpu : node.capacity().gpus()) {
            free += freeMilli(node, gpu) == 1000 ? 1 : 0;
        }
        return free;
    }

    int freeMillis(SchedulableNode node) {
        int free = 0;
        for (Gpu gpu : node.capacity().gpus()) {
            free += (int) freeMilli(node, gpu);
        }
        return free;
    }
}
