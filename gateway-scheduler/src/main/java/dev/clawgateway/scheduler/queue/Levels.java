package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The levels of a cohort's fallback chain, so that a level its virtual cluster cannot pay for does
 * not stand before one that it can.
 */
public final class Levels {
    private Levels() {}

    /** Of the chain, the first choice first. */
    static List<GpuRequirement> of(WorkloadSpec spec) {
        List<GpuRequirement> chain = new ArrayList<>();
        for (@Nullable GpuRequirement level = spec.gpuRequirement();
                level != null;
                level = level.fallback()) {
            chain.add(level);
        }
        return chain;
    }

    /**
     * The cohort as if it asked only for the levels that pass, judged by what they count against
     * quota at the least; the cohort itself when all do, null when none does.
     */
    static @Nullable Cohort passing(Cohort cohort, Fleet fleet, Predicate<Quota> test) {
        List<GpuRequirement> chain = cohort.chain;
        BitSet passing = new BitSet(chain.size());
        for (int i = 0; i < chain.size(); i++) {
            passing.set(i, test.test(Needs.least(cohort.sample, chain.get(i))));
        }
        return only(cohort, passing, fleet);
    }

    /** The cohort as if it did not ask for what is its first choice; null when nothing is left. */
    public static @Nullable Cohort withoutFirst(Cohort cohort, Fleet fleet) {
        return without(cohort, 0, fleet);
    }

    /** The cohort as if it did not ask for one of its levels; null when nothing is left. */
    static @Nullable Cohort without(Cohort cohort, int level, Fleet fleet) {
        BitSet rest = new BitSet(cohort.chain.size());
        rest.set(0, cohort.chain.size());
        rest.clear(level);
        return only(cohort, rest, fleet);
    }

    private static @Nullable Cohort only(Cohort cohort, BitSet levels, Fleet fleet) {
        if (levels.cardinality() == cohort.chain.size()) {
            return cohort;
        }
        return levels.isEmpty()
                ? null
                : cohort.parts.computeIfAbsent(levels, kept -> part(cohort, kept, fleet));
    }

    private static Cohort part(Cohort cohort, BitSet kept, Fleet fleet) {
        WorkloadSpec whole = cohort.sample.spec();
        GpuRequirement chain = null;
        for (int i = kept.length(); (i = kept.previousSetBit(i - 1)) >= 0; ) {
            chain = before(cohort.chain.get(i), chain);
        }
        WorkloadSpec asked = whole.with(whole.scheduling().with(chain));
        PendingWorkload sample = cohort.sample.with(asked);
        Shape shape =
                fleet.shapes()
                        .intern(
                                KnownPolicy.of(asked, fleet.shapes().policies()),
                                cohort.sample.clusterLabels());
        int[] written = kept.stream().map(cohort::written).toArray();
        return new Cohort(cohort, sample, shape, fleet.chances().gpusOf(shape), written);
    }

    private static GpuRequirement before(GpuRequirement level, @Nullable GpuRequirement fallback) {
        return new GpuRequirement(
                level.count(),
                level.selector(),
                level.minMemoryMib(),
                level.modelPattern(),
                level.models(),
                level.share(),
                level.migProfile(),
                level.linked(),
                level.priority(),
                fallback);
    }
}
