package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.plugin.RequestView;
import dev.clawgateway.plugin.ScoringFunction;
import dev.clawgateway.scheduler.policy.AskedRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Orders the nodes that fit, the best first, as the documentation of the policies says. */
record Ranking(Ledger ledger, String defaultPolicy, ScoringFunction custom) {
    private static final int STEP_MILLI = 50;

    /**
     * A node that fits.
     *
     * @param priority of the level that is met there
     * @param preferred rules about preferred labels it satisfies
     * @param measure the policy's first criteria, lower is better
     * @param make tells apart nodes with unlike GPUs, lower is better
     * @param host what is left of CPU and memory, roughly, lower is better
     */
    record Fit(
            SchedulableNode node,
            int number,
            Allocation allocation,
            int priority,
            long preferred,
            List<Double> measure,
            String make,
            List<Double> host) {}

    static final Comparator<Fit> LEVEL_AND_LABELS =
            Comparator.comparingInt((Fit fit) -> -fit.priority)
                    .thenComparingInt(fit -> fit.allocation.fallbackLevel())
                    .thenComparingLong(fit -> -fit.preferred);

    static final Comparator<Fit> BEST_FIRST =
            LEVEL_AND_LABELS
                    .thenComparing(Fit::measure, Ranking::compare)
                    .thenComparing(Fit::make)
                    .thenComparing(Fit::host, Ranking::compare)
                    .thenComparingInt(Fit::number);

    String policy(WorkloadSpec spec) {
        String asked = spec.scheduling().policy();
        return asked != null ? asked : reservesNothing(spec) ? "fewest_workloads" : defaultPolicy;
    }

    /** No node is the fuller for it. */
    static boolean reservesNothing(WorkloadSpec spec) {
        return spec.cpuMillis() == 0 && spec.memoryMib() == 0 && spec.gpuRequirement().count() == 0;
    }

    NodeCheck check(WorkloadSpec spec, Predicate<GpuRequirement> considered) {
        return new NodeCheck(ledger, policy(spec).equals("spread"), considered);
    }

    Fit fit(WorkloadSpec spec, SchedulableNode node, Allocation allocation) {
        long preferred =
                spec.scheduling().node().preferred().stream()
                        .filter(rule -> rule.matches(node.labels()))
                        .count();
        GpuRequirement met = level(spec, allocation.fallbackLevel());
        boolean structural = List.of("best_fit", "bin_pack", "spread").contains(policy(spec));
        return new Fit(
                node,
                ledger.number(node),
                allocation,
                met.priority(),
                preferred,
                structural ? measure(policy(spec), met, node) : score(spec, met, node, allocation),
                structural ? make(node) : "",
                structural ? host(policy(spec), node) : List.of());
    }

    private List<Double> score(
            WorkloadSpec spec, GpuRequirement met, SchedulableNode node, Allocation allocation) {
        if (policy(spec).equals("fewest_workloads")) {
            return List.of((double) ledger.on(node).size());
        } else if (!policy(spec).equals("custom")) {
            return List.of();
        }
        int milli = met.share() == null ? 1000 : met.share().milli();
        RequestView request =
                new AskedRequest(
                        met.count(),
                        milli,
                        spec.cpuMillis(),
                        spec.memoryMib(),
                        allocation.fallbackLevel());
        return List.of((double) -(float) custom.score(new FreeView(ledger, node), request));
    }

    private static int compare(List<Double> one, List<Double> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = Double.compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private List<Double> measure(String policy, GpuRequirement met, SchedulableNode node) {
        boolean spread = policy.equals("spread");
        double gpusWasted = met.count() == 0 && !node.capacity().gpus().isEmpty() ? 1 : 0;
        double part = part(met, node, spread);
        double whole = ledger.takeableGpus(node);
        double size = Math.max(1, node.capacity().gpus().size());
        if (part < 1000) {
            return List.of(gpusWasted, spread ? -part : part, 0.0, 0.0);
        }
        return switch (policy) {
            case "best_fit" -> List.of(gpusWasted, part, whole, 0.0);
            case "bin_pack" -> List.of(gpusWasted, part, whole / size, 0.0);
            default -> List.of(gpusWasted, -part, -whole / size, -whole);
        };
    }

    /**
     * What is free of the fullest GPU that fits, or of the emptiest, in steps; 0 of one that is cut
     * into MIG slices. Whole GPUs are all alike.
     */
    private double part(GpuRequirement met, SchedulableNode node, boolean emptiest) {
        double best = 1000;
        boolean any = false;
        for (Gpu gpu : node.capacity().gpus()) {
            if (!GpuMatch.whole(met)
                    && met.count() > 0
                    && met.accepts(gpu)
                    && GpuMatch.fitsNow(met, node, gpu, ledger)) {
                long free = ledger.freeMilli(node, gpu);
                double its = free;
                if (free < 1000) {
                    its = met.migProfile() == null ? free / STEP_MILLI : 0;
                }
                best = !any || (emptiest ? its > best : its < best) ? its : best;
                any = true;
            }
        }
        return best;
    }

    /**
     * The less capable GPUs first: less memory, fewer, then by their text and by who picks them.
     */
    private static String make(SchedulableNode node) {
        List<Gpu> gpus = node.capacity().gpus();
        long memory = gpus.stream().mapToLong(Gpu::memoryMib).max().orElse(0);
        return "%012d %02d %s %s"
                .formatted(
                        memory,
                        gpus.size(),
                        gpus.stream().map(Ranking::anonymous).collect(Collectors.joining()),
                        node.capacity().devices());
    }

    private static String anonymous(Gpu gpu) {
        return new Gpu(
                        gpu.index(),
                        gpu.model(),
                        gpu.memoryMib(),
                        "",
                        gpu.migProfiles(),
                        gpu.links())
                .toString();
    }

    /** Cores and memory free, as powers of two: up to 64 cores, up to 64 times 4 GiB. */
    private List<Double> host(String policy, SchedulableNode node) {
        int sign = policy.equals("spread") ? -1 : 1;
        return List.of(
                sign * doublings(ledger.freeCpuMillis(node), 1000),
                sign * doublings(ledger.freeMemoryMib(node), 4096));
    }

    private static double doublings(long amount, long unit) {
        double doublings = 0;
        for (long bound = unit; bound <= amount && doublings < 7; bound *= 2) {
            doublings++;
        }
        return doublings;
    }

    private static GpuRequirement level(WorkloadSpec spec, int level) {
        GpuRequirement wanted = spec.gpuRequirement();
        for (int i = 0; i < level; i++) {
            wanted = Objects.requireNonNull(wanted.fallback());
        }
        return wanted;
    }
}
