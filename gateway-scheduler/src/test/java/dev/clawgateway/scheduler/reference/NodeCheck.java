package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every check of one workload on one node, in the order of {@link RefusalReason}.
 *
 * @param emptiest whether parts go to the emptiest GPU and not to the fullest
 * @param considered levels of a fallback chain that are looked at, one at least
 */
public record NodeCheck(Ledger ledger, boolean emptiest, Predicate<GpuRequirement> considered) {
    /**
     * The answer for one node.
     *
     * @param allocation what it would hold there; null when refused
     * @param reason null when it fits
     * @param free qualifying GPUs free now, for the nearest miss
     */
    record Result(@Nullable Allocation allocation, @Nullable RefusalReason reason, int free) {
        static Result refused(RefusalReason reason, int free) {
            return new Result(null, reason, free);
        }
    }

    Result check(WorkloadSpec spec, @Nullable NodeId target, SchedulableNode node) {
        RefusalReason fixed = fixed(spec, target, node);
        if (fixed != null) {
            return Result.refused(fixed, 0);
        }
        int level = 0;
        GpuMatch best = null;
        int bestLevel = 0;
        for (GpuRequirement wanted = spec.gpuRequirement();
                wanted != null;
                wanted = wanted.fallback(), level++) {
            if (!considered.test(wanted)) {
                continue;
            }
            GpuMatch match = GpuMatch.of(wanted, node, ledger, emptiest);
            if (best == null || closer(match, best)) {
                best = match;
                bestLevel = level;
            }
        }
        return rest(spec, node, java.util.Objects.requireNonNull(best), bestLevel);
    }

    private Result rest(WorkloadSpec spec, SchedulableNode node, GpuMatch gpus, int level) {
        RefusalReason gpuReason = gpus.reason();
        RefusalReason reason;
        if (gpuReason != null && !gpuReason.waitingHelps()) {
            reason = gpuReason;
        } else if (node.capacity().cpuMillis() < spec.cpuMillis()) {
            reason = RefusalReason.CPU_CAPACITY;
        } else if (node.capacity().memoryMib() < spec.memoryMib()) {
            reason = RefusalReason.MEMORY_CAPACITY;
        } else if (gpuReason != null) {
            reason = gpuReason;
        } else if (ledger.freeCpuMillis(node) < spec.cpuMillis()) {
            reason = RefusalReason.CPU_BUSY;
        } else if (ledger.freeMemoryMib(node) < spec.memoryMib()) {
            reason = RefusalReason.MEMORY_BUSY;
        } else if (!ledger.takesMore(node)) {
            reason = RefusalReason.MOST_WORKLOADS;
        } else if (!new Neighbours(ledger).agree(spec, node)) {
            reason = RefusalReason.NEIGHBOURS;
        } else {
            reason = null;
        }
        var grants = gpus.grants();
        return reason != null || grants == null
                ? new Result(null, reason, gpus.free())
                : new Result(
                        new Allocation(
                                node.id(), grants, spec.cpuMillis(), spec.memoryMib(), level),
                        null,
                        gpus.free());
    }

    /** The first met level wins; among unmet ones, the one that fails last. */
    private static boolean closer(GpuMatch match, GpuMatch best) {
        var bestReason = best.reason();
        var reason = match.reason();
        return bestReason != null && (reason == null || reason.compareTo(bestReason) > 0);
    }

    private @Nullable RefusalReason fixed(
            WorkloadSpec spec, @Nullable NodeId target, SchedulableNode node) {
        RefusalReason unavailable =
                switch (node.availability()) {
                    case DISCONNECTED -> RefusalReason.DISCONNECTED;
                    case DRAINING -> RefusalReason.DRAINING;
                    case MAINTENANCE -> RefusalReason.MAINTENANCE_WINDOW;
                    case DEGRADED -> RefusalReason.DEGRADED;
                    case CORDONED -> RefusalReason.CORDONED;
                    case AVOIDED -> RefusalReason.AVOIDED;
                    case OPEN -> null;
                };
        if (unavailable != null) {
            return unavailable;
        }
        boolean other = target != null && !target.equals(node.id());
        if (other) {
            return RefusalReason.NOT_TARGET;
        }
        return ledger.inCluster(spec, node)
                ? unsuitable(spec, node)
                : RefusalReason.CLUSTER_SELECTOR;
    }

    private static boolean runs(List<String> runtimes, boolean process) {
        List<String> useful = process ? List.of("process", "simulated") : List.of();
        List<String> useless = process ? List.of() : List.of("process", "none");
        return runtimes.isEmpty()
                || (process && runtimes.stream().anyMatch(useful::contains))
                || (!process && !useless.containsAll(runtimes));
    }

    /** What about the node itself does not suit, in service or not; null when all does. */
    public static @Nullable RefusalReason unsuitable(WorkloadSpec spec, SchedulableNode node) {
        NodeRequirements wanted = spec.scheduling().node();
        if (!node.labels().entrySet().containsAll(wanted.selector().entrySet())
                || !Neighbours.matches(wanted.required(), node.labels())) {
            return RefusalReason.LABELS;
        } else if (!node.taints().stream()
                .allMatch(t -> wanted.tolerations().stream().anyMatch(ok -> ok.covers(t)))) {
            return RefusalReason.TAINTS;
        } else if (!wanted.conditions().stream()
                .allMatch(c -> c.status() == node.conditions().get(c.type()))) {
            return RefusalReason.CONDITIONS;
        } else if (!runs(node.capacity().runtimes(), spec.image().equals("process"))) {
            return spec.image().equals("process")
                    ? RefusalReason.NO_PROCESSES
                    : RefusalReason.NO_CONTAINERS;
        }
        return null;
    }
}
