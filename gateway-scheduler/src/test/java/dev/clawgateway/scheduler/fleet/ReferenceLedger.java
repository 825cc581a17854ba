package dev.clawgateway.scheduler.fleet;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.search.SearchPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A scheduler that is slow and obviously right: it keeps lists of allocations, adds them up anew
 * for every question, and looks at every node.
 */
final class ReferenceLedger {
    private final Map<NodeId, SchedulableNode> nodes = new LinkedHashMap<>();
    private final Map<Integer, Allocation> held = new HashMap<>();

    void upsert(SchedulableNode node) {
        nodes.put(node.id(), node);
    }

    void remove(NodeId id) {
        nodes.remove(id);
    }

    void hold(int holding, Allocation allocation) {
        held.put(holding, allocation);
    }

    void release(int holding) {
        held.remove(holding);
    }

    private List<Allocation> on(NodeId id) {
        return held.values().stream().filter(allocation -> allocation.node().equals(id)).toList();
    }

    long freeCpu(SchedulableNode node) {
        return node.capacity().cpuMillis()
                - on(node.id()).stream().mapToLong(Allocation::cpuMillis).sum();
    }

    long freeMemory(SchedulableNode node) {
        return node.capacity().memoryMib()
                - on(node.id()).stream().mapToLong(Allocation::memoryMib).sum();
    }

    int freeMilli(SchedulableNode node, Gpu gpu) {
        return 1000 - grants(node, gpu).stream().mapToInt(GpuGrant::milli).sum();
    }

    long freeGpuMemory(SchedulableNode node, Gpu gpu) {
        return gpu.memoryMib() - grants(node, gpu).stream().mapToLong(GpuGrant::memoryMib).sum();
    }

    private List<GpuGrant> grants(SchedulableNode node, Gpu gpu) {
        return on(node.id()).stream()
                .flatMap(allocation -> allocation.gpus().stream())
                .filter(grant -> grant.index() == gpu.index())
                .toList();
    }

    /** Invariant I1, for every device and every node. */
    void check() {
        for (SchedulableNode node : nodes.values()) {
            if (freeCpu(node) < 0 || freeMemory(node) < 0) {
                throw new AssertionError("CPU or memory of " + node.name() + " is over-committed");
            }
            for (Gpu gpu : node.capacity().gpus()) {
                if (freeMilli(node, gpu) < 0 || freeGpuMemory(node, gpu) < 0) {
                    throw new AssertionError(
                            "GPU " + gpu.index() + " of " + node.name() + " is over-committed");
                }
            }
        }
    }

    /** Level of the chain in force on a node, -1 when the spec does not fit there. */
    int level(WorkloadSpec spec, SchedulableNode node) {
        if (node.availability() != Availability.OPEN || !admits(spec, node)) {
            return -1;
        }
        boolean host =
                (spec.cpuMillis() == 0 || freeCpu(node) >= spec.cpuMillis())
                        && (spec.memoryMib() == 0 || freeMemory(node) >= spec.memoryMib());
        int level = 0;
        for (GpuRequirement requirement = spec.gpuRequirement();
                host && requirement != null;
                requirement = requirement.fallback()) {
            if (fitting(requirement, node).size() >= requirement.count()) {
                return level;
            }
            level++;
        }
        return -1;
    }

    private static boolean admits(WorkloadSpec spec, SchedulableNode node) {
        var wanted = spec.scheduling().node();
        for (Map.Entry<String, String> label : wanted.selector().entrySet()) {
            if (!label.getValue().equals(node.labels().get(label.getKey()))) {
                return false;
            }
        }
        for (LabelRule rule : wanted.required()) {
            if (!rule.matches(node.labels())) {
                return false;
            }
        }
        for (Taint taint : node.taints()) {
            if (wanted.tolerations().stream().noneMatch(toleration -> toleration.covers(taint))) {
                return false;
            }
        }
        return true;
    }

    /** Devices of a node on which one part, or the whole, is free. */
    List<Gpu> fitting(GpuRequirement requirement, SchedulableNode node) {
        List<Gpu> fitting = new ArrayList<>();
        for (Gpu gpu : node.capacity().gpus()) {
            int milli = requirement.share() == null ? 1000 : requirement.share().milli();
            long memory =
                    requirement.share() == null
                            ? gpu.memoryMib()
                            : requirement.share().memoryMib() > 0
                                    ? requirement.share().memoryMib()
                                    : gpu.memoryMib() * milli / 1000;
            if (requirement.accepts(gpu)
                    && freeMilli(node, gpu) >= milli
                    && freeGpuMemory(node, gpu) >= memory) {
                fitting.add(gpu);
            }
        }
        return fitting;
    }

    int freeWhole(SchedulableNode node) {
        return (int)
                node.capacity().gpus().stream().filter(gpu -> freeMilli(node, gpu) == 1000).count();
    }

    /** Nodes on which the best level is in force; empty when it fits nowhere. */
    List<SchedulableNode> candidates(WorkloadSpec spec) {
        int best =
                nodes.values().stream()
                        .mapToInt(node -> level(spec, node))
                        .filter(level -> level >= 0)
                        .min()
                        .orElse(-1);
        return nodes.values().stream()
                .filter(node -> best >= 0 && level(spec, node) == best)
                .toList();
    }

    /**
     * What {@code best_fit} minimises first: see {@link SearchPlan}. Not told apart for several
     * parts at once, where the policy defines no order.
     */
    int bestFitRank(WorkloadSpec spec, SchedulableNode node) {
        GpuRequirement requirement = spec.gpuRequirement();
        for (int i = level(spec, node); i > 0; i--) {
            requirement = Objects.requireNonNull(requirement).fallback();
        }
        GpuRequirement inForce = Objects.requireNonNull(requirement);
        if (inForce.count() == 0) {
            return (node.capacity().gpus().isEmpty() ? 0 : 1000) + freeWhole(node);
        } else if (inForce.share() == null || inForce.share().milli() == 1000) {
            return freeWhole(node);
        } else if (inForce.count() > 1) {
            return 0;
        }
        return fitting(inForce, node).stream()
                .mapToInt(gpu -> freeMilli(node, gpu))
                .map(milli -> milli == 1000 ? 1000 + freeWhole(node) : milli / 50)
                .min()
                .orElseThrow();
    }
}
