package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.Allocation;
import dev.clawgateway.core.GpuRequirement;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadSpec;
import dev.clawgateway.core.placement.SchedulableNode;
import java.util.Comparator;
import java.util.Objects;
import java.util.SplittableRandom;

/** Orders the nodes that fit, the best first. */
record Ranking(Ledger ledger, String defaultPolicy, long seed) {
    /**
     * A node that fits.
     *
     * @param score of the policy, higher is better
     * @param freeMillis thousandths of GPUs left free
     */
    record Fit(
            SchedulableNode node,
            Allocation allocation,
            int priority,
            long preferred,
            double score,
            long freeMillis) {}

    static final Comparator<Fit> BEST_FIRST =
            Comparator.comparingInt((Fit fit) -> -fit.priority)
                    .thenComparingInt(fit -> fit.allocation.fallbackLevel())
                    .thenComparingLong(fit -> -fit.preferred)
                    .thenComparingDouble(fit -> -fit.score)
                    .thenComparingLong(Fit::freeMillis)
                    .thenComparing(fit -> fit.node.id());

    String policy(WorkloadSpec spec) {
        String asked = spec.scheduling().policy();
        return asked == null ? defaultPolicy : asked;
    }

    Fit fit(WorkloadId workload, WorkloadSpec spec, SchedulableNode node, Allocation allocation) {
        long preferred =
                spec.scheduling().node().preferred().stream()
                        .filter(rule -> rule.matches(node.labels()))
                        .count();
        long taken = allocation.gpus().stream().mapToLong(grant -> grant.milli()).sum();
        long freeMillis = ledger.freeGpuMillis(node) - taken;
        return new Fit(
                node,
                allocation,
                priority(spec, allocation.fallbackLevel()),
                preferred,
                score(workload, spec, node, freeMillis),
                freeMillis);
    }

    private double score(
            WorkloadId workload, WorkloadSpec spec, SchedulableNode node, long freeMillis) {
        double size = Math.max(1, node.capacity().gpus().size() * 1000.0);
        return switch (policy(spec)) {
            case "bin_pack" -> -freeMillis / size;
            case "spread" -> freeMillis / size;
            case "random" -> draw(workload, node);
            default -> -ledger.freeGpus(node);
        };
    }

    /** Drawn from seed, workload and node alone, so that a dry run draws the same. */
    private double draw(WorkloadId workload, SchedulableNode node) {
        long mixed =
                seed
                        ^ workload.value().getLeastSignificantBits()
                        ^ Long.rotateLeft(node.id().value().getLeastSignificantBits(), 17)
                        ^ node.id().value().getMostSignificantBits();
        return new SplittableRandom(mixed).nextDouble();
    }

    private static int priority(WorkloadSpec spec, int level) {
        GpuRequirement wanted = spec.gpuRequirement();
        for (int i = 0; i < level; i++) {
            wanted = Objects.requireNonNull(wanted.fallback());
        }
        return wanted.priority();
    }
}
