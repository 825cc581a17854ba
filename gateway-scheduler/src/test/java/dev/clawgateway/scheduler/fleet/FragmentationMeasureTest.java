package dev.clawgateway.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the policy {@code least_fragmentation} learns and measures, seen through its choices. */
class FragmentationMeasureTest {
    private final Fleet fleet = Fleet.of(Policies.of("least_fragmentation", List.of()));
    private final Choice choice = new Choice();

    private static WorkloadSpec spec(GpuRequirement gpu, long cpuMillis) {
        SchedulingRequirements scheduling =
                new SchedulingRequirements(
                        List.of(),
                        gpu,
                        NodeRequirements.NONE,
                        NeighbourRequirements.NONE,
                        QueueTerms.DEFAULT,
                        null,
                        null,
                        null);
        return new WorkloadSpec(
                "image", List.of(), Map.of(), 0, 1024, cpuMillis, Map.of(), scheduling);
    }

    private static GpuRequirement oneOf(String model) {
        return new GpuRequirement(
                1, GpuSelector.ANY, 0, null, List.of(model), null, null, false, 0, null);
    }

    private static SchedulableNode node(int number, int gpus, String model, long cpuMillis) {
        return Nodes.node(number, Nodes.gpus(gpus, model, 81_920), cpuMillis, 1 << 20, Map.of());
    }

    private void observe(WorkloadSpec spec, int times) {
        for (int i = 0; i < times; i++) {
            fleet.finder().observe(fleet.shapes().intern(spec));
        }
    }

    /** The node the next one of these would go to. */
    private int chosen(WorkloadSpec spec) {
        assertThat(fleet.finder().find(fleet.shapes().intern(spec), -1, 0, choice)).isTrue();
        return choice.node();
    }

    @Test
    void twoArrivalsAreEnoughToBeGuidedByThem() {
        fleet.inventory().upsert(node(1, 1, "A100", 8_000));
        fleet.inventory().upsert(node(2, 1, "T4", 16_000));
        observe(spec(oneOf("A100"), 1_000), 2);

        int node = chosen(spec(GpuRequirement.anyOf(1), 1_000));

        assertThat(fleet.inventory().node(node).name()).isEqualTo("node-2");
    }

    @Test
    void countsEveryPartOfTheMixAsOftenAsItComes() {
        fleet.inventory().upsert(node(1, 1, "A100", 8_000));
        WorkloadSpec whole = spec(GpuRequirement.anyOf(1), 1_000);
        observe(spec(FleetTest.share(700), 1_000), 1);
        observe(whole, 1);

        chosen(whole);

        // Filled in random order the GPU is left with 300 thousandths in half of all cases. That
        // weighs 0.7, and taking the whole GPU does away with it.
        assertThat(choice.score()).isEqualTo(-105);
    }

    @Test
    void keepsAnEmptyNodeWholeThoughNobodyHasAskedForOne() {
        fleet.inventory().upsert(node(1, 8, "A100", 128_000));
        observe(spec(GpuRequirement.anyOf(1), 1_000), 64);

        chosen(spec(GpuRequirement.anyOf(0), 8_000));

        assertThat(choice.score()).isPositive();
    }

    @Test
    void keepsItNoLessAfterManyArrivals() {
        fleet.inventory().upsert(node(1, 8, "A100", 128_000));
        WorkloadSpec small = spec(GpuRequirement.anyOf(1), 1_000);
        WorkloadSpec host = spec(GpuRequirement.anyOf(0), 8_000);
        observe(small, 2);
        chosen(host);
        long early = choice.score();
        observe(small, 30_000);
        observe(spec(GpuRequirement.anyOf(2), 1_000), 3_000);

        chosen(host);

        assertThat(choice.score()).isGreaterThan(early / 2);
    }

    /** A fleet of two sizes, small requests only, and then as many whole nodes as there are. */
    @Test
    void largeNodesAreThereForWhoComesLate() {
        long seed = 4711;
        List<SchedulableNode> nodes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            nodes.add(i < 4 ? node(i, 8, "B200", 128_000) : node(i, 8, "A100", 96_000));
        }
        fleet.inventory().load(nodes);
        Random random = new Random(seed);
        for (int i = 0; i < 180; i++) {
            WorkloadSpec small =
                    random.nextInt(5) == 0
                            ? spec(GpuRequirement.anyOf(0), 8_000)
                            : spec(GpuRequirement.anyOf(1), 6_000);
            observe(small, 1);
            chosen(small);
            fleet.overlay().reserve(choice, FleetTest.claim(0));
        }

        WorkloadSpec large = spec(GpuRequirement.anyOf(8), 120_000);
        int placed = 0;
        for (int i = 0;
                i < 4 && fleet.finder().find(fleet.shapes().intern(large), -1, 0, choice);
                i++) {
            fleet.overlay().reserve(choice, FleetTest.claim(0));
            placed++;
        }

        assertThat(placed).as("seed %d", seed).isEqualTo(4);
    }
}
