package dev.clawgateway.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of all nodes that fit, {@code least_fragmentation} takes the first by level, measure, what stays
 * free, and order of registration. The measure of each node is asked of the node alone, without
 * what the search remembers about all of them; {@code -Dfragmentation.seeds=N} chooses how many
 * histories.
 */
class LeastFragmentationTest {
    private static final int SEEDS = Integer.getInteger("fragmentation.seeds", 20);
    private static final int STEPS = 400;
    private static final List<String> MODELS = List.of("H100", "A100", "A10");

    /** A node that fits, and what decides. */
    private record Candidate(int rank, long measure, long left, int node) {
        static final Comparator<Candidate> ORDER =
                Comparator.comparingInt(Candidate::rank)
                        .thenComparingLong(Candidate::measure)
                        .thenComparingLong(Candidate::left)
                        .thenComparingInt(Candidate::node);
    }

    private final Fleet fleet = Fleet.of(Policies.of("least_fragmentation", List.of()));
    private final Choice choice = new Choice();
    private final Choice onNode = new Choice();
    private final List<WorkloadSpec> specs = new ArrayList<>();
    private final List<Integer> held = new ArrayList<>();
    private Random random = new Random(0);

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void takesTheLeastOfAllNodes(long seed) {
        random = new Random(seed);
        for (int number = 0; number < 2 + random.nextInt(30); number++) {
            fleet.inventory()
                    .upsert(
                            Nodes.node(
                                    number,
                                    Nodes.gpus(
                                            random.nextInt(9),
                                            MODELS.get(random.nextInt(3)),
                                            random.nextBoolean() ? 81_920 : 24_576),
                                    8000L * (1 + random.nextInt(12)),
                                    262_144,
                                    Map.of()));
        }
        for (int i = 0; i < 12; i++) {
            specs.add(spec());
        }
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(3) == 0 && !held.isEmpty()) {
                fleet.overlay().release(held.remove(/* index */ random.nextInt(held.size())));
            } else {
                place(specs.get(random.nextInt(specs.size())));
            }
        }
    }

    private void place(WorkloadSpec spec) {
        Shape shape = fleet.shapes().intern(spec);
        fleet.finder().observe(shape);
        Candidate best = best(spec, shape);

        boolean found = fleet.finder().find(shape, -1, 1, choice);

        assertThat(found).isEqualTo(best != null);
        if (best != null) {
            assertThat(choice.node()).as("%s", spec).isEqualTo(best.node());
            held.add(fleet.overlay().reserve(choice, FleetTest.claim(0)));
        }
    }

    private @Nullable Candidate best(WorkloadSpec spec, Shape shape) {
        List<Candidate> candidates = new ArrayList<>();
        for (int node = 0; node < fleet.inventory().end(); node++) {
            if (fleet.finder().find(shape, node, 1, onNode)) {
                GpuRequirement met = level(spec, onNode.level());
                int milli = met.share() == null ? 1000 : met.share().milli();
                long gpus = fleet.free().totalMilli(node) - (long) met.count() * milli;
                long left = fleet.free().cpuMillis(node) - spec.cpuMillis() + 16 * gpus;
                int rank = 10 * (10 - met.priority()) + onNode.level();
                candidates.add(new Candidate(rank, onNode.score(), left, node));
            }
        }
        return candidates.stream().min(Candidate.ORDER).orElse(null);
    }

    private static GpuRequirement level(WorkloadSpec spec, int level) {
        GpuRequirement met = spec.gpuRequirement();
        for (GpuRequirement next = met.fallback(); level > 0 && next != null; level--) {
            met = next;
            next = met.fallback();
        }
        return met;
    }

    private WorkloadSpec spec() {
        WorkloadSpec gpus = FleetTest.spec(requirement(2), null);
        return new WorkloadSpec(
                "image",
                List.of(),
                Map.of(),
                0,
                1024,
                1000L * random.nextInt(12),
                Map.of(),
                gpus.scheduling());
    }

    private GpuRequirement requirement(int levels) {
        boolean part = random.nextBoolean();
        return new GpuRequirement(
                part ? 1 : random.nextInt(5),
                GpuSelector.ANY,
                0,
                null,
                random.nextInt(3) == 0 ? List.of(MODELS.get(random.nextInt(3))) : List.of(),
                part ? new GpuShare(50 + random.nextInt(900), 0) : null,
                null,
                false,
                random.nextInt(2),
                levels > 1 && random.nextInt(4) == 0 ? requirement(levels - 1) : null);
    }
}
