package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever number stands in a spec or a quota, the engine answers, never holds more than there is,
 * and counts every node once.
 */
class ExtremeRequestsTest {
    private static final long[] AMOUNTS = {
        0,
        1,
        999,
        1000,
        4096,
        65_536,
        Integer.MAX_VALUE,
        1L << 33,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE
    };
    private static final int[] COUNTS = {0, 1, 2, 8, 63, 64, 65, 1_000_000, Integer.MAX_VALUE};
    private static final int[] PRIORITIES = {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE};
    private static final String[] PROFILES = {
        "1g.10gb", "", "g.gb", "9g.10gb", "7g.99999999999999999gb", "1g.0gb", "\ud83d\ude80"
    };

    private Random random = new Random(0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7})
    void everyRequestIsAnswered(long seed) {
        random = new Random(seed);
        List<String> policies = Schedulers.policies();
        String policy = policies.get((int) (seed % policies.size()));
        Placer placer = Schedulers.create(new SchedulerOptions(policy, seed));
        LedgerChecker checker = new LedgerChecker(256);
        RandomNodes machines = new RandomNodes(random);
        for (int i = 0; i < 6; i++) {
            var node = machines.node(i);
            placer.upsertNode(node);
            checker.node(node);
        }
        for (int i = 0; i < 3000; i++) {
            if (random.nextInt(20) == 0) {
                VirtualCluster cluster = cluster();
                placer.upsertVirtualCluster(cluster);
                checker.cluster(cluster);
            }
            answer(placer, checker, i);
        }
        placer.decide(at(Duration.ofDays(365)), 1000);
    }

    private void answer(Placer placer, LedgerChecker checker, int number) {
        var request = pending(number, spec());
        switch (placer.place(request, NOW)) {
            case Placement.Placed placed -> {
                checker.started(request, placed.assignments());
                if (random.nextBoolean()) {
                    checker.released(request.id());
                    placer.release(request.id());
                }
            }
            case Placement.Unplaced unplaced -> {
                assertThat(
                                unplaced.explanation().refusals().stream()
                                        .mapToInt(Refusal::nodes)
                                        .sum())
                        .isEqualTo(6);
                if (number % 100 == 0) {
                    placer.enqueue(request);
                    placer.explain(request.id(), NOW);
                }
            }
        }
    }

    private VirtualCluster cluster() {
        return new VirtualCluster(
                random.nextBoolean() ? "default" : "other",
                null,
                new Quota(amount(), amount(), amount()),
                new Quota(amount(), amount(), amount()),
                random.nextBoolean() ? 1 : Integer.MAX_VALUE);
    }

    private WorkloadSpec spec() {
        WorkloadSpec plain = new WorkloadSpec("i", List.of(), Map.of(), 0, small(), small());
        return plain.with(
                new SchedulingRequirements(
                        List.of(),
                        requirement(random.nextInt(6) == 0 ? 40 : 1),
                        NodeRequirements.NONE,
                        NeighbourRequirements.NONE,
                        new QueueTerms(
                                random.nextBoolean() ? "default" : "other",
                                PRIORITIES[random.nextInt(PRIORITIES.length)],
                                true,
                                false,
                                null,
                                random.nextBoolean() ? Duration.ofSeconds(0xFFFF_FFFFL) : null),
                        null,
                        null,
                        null));
    }

    private GpuRequirement requirement(int levels) {
        @Nullable GpuRequirement fallback = levels > 1 ? requirement(levels - 1) : null;
        return new GpuRequirement(
                COUNTS[random.nextInt(COUNTS.length)],
                GpuSelector.ANY,
                random.nextInt(4) == 0 ? amount() : 0,
                null,
                List.of(),
                random.nextInt(3) == 0 ? new GpuShare(1 + random.nextInt(1000), small()) : null,
                random.nextInt(8) == 0 ? PROFILES[random.nextInt(PROFILES.length)] : null,
                random.nextInt(6) == 0,
                PRIORITIES[random.nextInt(PRIORITIES.length)],
                fallback);
    }

    private long amount() {
        return AMOUNTS[random.nextInt(AMOUNTS.length)];
    }

    /** Mostly what fits. */
    private long small() {
        return random.nextInt(3) == 0 ? amount() : random.nextInt(4) * 1000L;
    }
}
