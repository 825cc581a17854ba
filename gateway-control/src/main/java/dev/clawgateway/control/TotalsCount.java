package dev.clawgateway.control;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.record.Drain;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.record.Strangeness;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the fleet's counts as records come and go, so that nobody has to walk the fleet. Store
 * thread only.
 */
final class TotalsCount {
    private int nodes;
    private int connected;
    private int healthy;
    private int cordoned;
    private int gpus;
    private long gpuMemoryMib;
    private int active;
    private int gated;
    private int adopted;
    private int heldUnknown;
    private int holdingDifferences;
    private long drainEvictions;
    private final Map<Drain.Phase, Integer> drains = new EnumMap<>(Drain.Phase.class);
    private final Map<String, Integer> otherFleets = new TreeMap<>();
    private final Map<WorkloadState, Integer> states = new EnumMap<>(WorkloadState.class);
    private final Map<String, FleetTotals.ModelTotals> models = new TreeMap<>();
    private final Map<WorkloadId, Map<String, Long>> heldByWorkload = new HashMap<>();

    TotalsCount() {
        for (WorkloadState state : WorkloadState.values()) {
            states.put(state, 0);
        }
        for (Drain.Phase phase : Drain.Phase.values()) {
            drains.put(phase, 0);
        }
    }

    /** Counts a node in ({@code by} 1) or out (-1). */
    void node(@Nullable NodeRecord node, NodeStatus status, int by) {
        if (node == null) {
            return;
        }
        nodes += by;
        connected += status == NodeStatus.DISCONNECTED ? 0 : by;
        Drain drain = node.drain();
        if (drain != null) {
            drains.merge(drain.phase(status), by, Integer::sum);
        }
        cordoned += node.cordon() == null ? 0 : by;
        healthy += status == NodeStatus.HEALTHY && !node.draining() ? by : 0;
        for (Gpu gpu : node.capacity().gpus()) {
            gpus += by;
            gpuMemoryMib += by * gpu.memoryMib();
            model(gpu.model(), by, 0);
        }
    }

    /** Counts a workload in, with what it holds. */
    void enter(WorkloadRecord workload, Function<NodeId, @Nullable NodeRecord> known) {
        states.merge(workload.state(), 1, Integer::sum);
        active += workload instanceof Ended ? 0 : 1;
        gated += gated(workload) ? 1 : 0;
        adopted += adopted(workload) ? 1 : 0;
        NodeRecord node = workload instanceof Held holder ? known.apply(holder.node()) : null;
        if (workload instanceof Held holder && node != null) {
            Map<String, Long> millis = millisByModel(holder.holds(), node);
            millis.forEach((model, held) -> model(model, 0, held));
            heldByWorkload.put(workload.id(), millis);
        }
    }

    /** Counts it out again, as it was counted in: its node's devices may have changed since. */
    void leave(WorkloadRecord workload) {
        states.merge(workload.state(), -1, Integer::sum);
        active -= workload instanceof Ended ? 0 : 1;
        gated -= gated(workload) ? 1 : 0;
        adopted -= adopted(workload) ? 1 : 0;
        Map<String, Long> millis = heldByWorkload.remove(workload.id());
        if (millis != null) {
            millis.forEach((model, held) -> model(model, 0, -held));
        }
    }

    private static boolean adopted(WorkloadRecord workload) {
        return workload instanceof Held held && held.current().adopted();
    }

    /** Counts what is strange about a node in ({@code by} 1) or out (-1). */
    void strange(@Nullable Strangeness strangeness, int by) {
        if (strangeness != null) {
            heldUnknown += by * strangeness.heldAttempts();
            String fleet = strangeness.fleet();
            if (fleet != null && otherFleets.merge(fleet, by, Integer::sum) == 0) {
                otherFleets.remove(fleet);
            }
        }
    }

    /** How many differences the last look at all holdings found. */
    void holdings(int differences) {
        holdingDifferences = differences;
    }

    /** Counts a workload that is moved from where it runs, which is in drain or is not. */
    void evicted(@Nullable NodeRecord from) {
        Drain drain = from == null ? null : from.drain();
        if (drain != null && drain.evicting() != null) {
            drainEvictions++;
        }
    }

    private static boolean gated(WorkloadRecord workload) {
        return workload instanceof Pending && !workload.pendingGates().isEmpty();
    }

    private static Map<String, Long> millisByModel(Allocation allocation, NodeRecord node) {
        Map<String, Long> millis = new TreeMap<>();
        for (GpuGrant grant : allocation.gpus()) {
            node.capacity().gpus().stream()
                    .filter(gpu -> grant.isOf(gpu.index()))
                    .forEach(gpu -> millis.merge(gpu.model(), (long) grant.milli(), Long::sum));
        }
        return millis;
    }

    FleetTotals totals() {
        return new FleetTotals(
                nodes,
                connected,
                healthy,
                drains.values().stream().mapToInt(Integer::intValue).sum(),
                cordoned,
                gpus,
                gpuMemoryMib,
                active,
                gated,
                new FleetTotals.Strange(
                        adopted,
                        heldUnknown,
                        List.copyOf(otherFleets.keySet()),
                        holdingDifferences),
                new FleetTotals.Drains(
                        Collections.unmodifiableMap(new EnumMap<>(drains)), drainEvictions),
                Collections.unmodifiableMap(new EnumMap<>(states)),
                Collections.unmodifiableMap(new TreeMap<>(models)));
    }

    private void model(String name, int devices, long millis) {
        FleetTotals.ModelTotals before =
                models.getOrDefault(name, new FleetTotals.ModelTotals(0, 0));
        FleetTotals.ModelTotals after =
                new FleetTotals.ModelTotals(
                        before.capacity() + devices, before.allocatedMillis() + millis);
        if (after.capacity() == 0 && after.allocatedMillis() == 0) {
            models.remove(name);
        } else {
            models.put(name, after);
        }
    }
}
