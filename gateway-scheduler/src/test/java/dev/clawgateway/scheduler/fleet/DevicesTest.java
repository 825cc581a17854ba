package dev.clawgateway.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.search.RefusalSummary;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What happens below the node: slices, links, and the sets the index is made of. */
class DevicesTest {
    private static final List<String> PROFILES =
            List.of("1g.10gb", "1g.20gb", "2g.20gb", "3g.40gb", "4g.40gb", "7g.80gb");

    private final Fleet fleet = Fleet.of(Policies.of("best_fit", List.of()));
    private final Choice choice = new Choice();

    private static GpuRequirement requirement(int count, @Nullable String profile, boolean linked) {
        return new GpuRequirement(
                count, GpuSelector.ANY, 0, null, List.of(), null, profile, linked, 0, null);
    }

    private int place(GpuRequirement requirement) {
        Shape shape = fleet.shapes().intern(FleetTest.spec(requirement, null));
        return fleet.finder().find(shape, -1, 1, choice)
                ? fleet.overlay().reserve(choice, FleetTest.claim(0))
                : -1;
    }

    private void addMigNode() {
        Gpu gpu = new Gpu(0, "NVIDIA H100 80GB HBM3", 81_559, "GPU-0", PROFILES, List.of());
        fleet.inventory().upsert(Nodes.node(1, List.of(gpu), 64_000, 262_144, Map.of()));
    }

    @Test
    void sevenSmallSlicesFillADevice() {
        addMigNode();

        long placed =
                IntStream.range(0, 9)
                        .filter(_ -> place(requirement(1, "1g.10gb", false)) >= 0)
                        .count();

        assertThat(placed).isEqualTo(7);
    }

    @Test
    void smallSliceLeavesRoomForALargeOne() {
        addMigNode();
        place(requirement(1, "1g.10gb", false));

        int large = place(requirement(1, "4g.40gb", false));

        assertThat(large).isNotNegative();
        assertThat(fleet.ledger().allocation(large).gpus())
                .extracting(GpuGrant::migProfile)
                .containsExactly("4g.40gb");
    }

    @Test
    void cutDeviceTakesNoWholeRequestUntilItsSlicesAreGone() {
        addMigNode();
        int slice = place(requirement(1, "3g.40gb", false));

        int whileCut = place(requirement(1, null, false));
        fleet.overlay().release(slice);
        int after = place(requirement(1, null, false));

        assertThat(whileCut).isNegative();
        assertThat(after).isNotNegative();
    }

    @Test
    void linkedGpusComeFromOneIsland() {
        List<Gpu> gpus =
                IntStream.range(0, 8).mapToObj(index -> linked(index, index / 4 * 4)).toList();
        fleet.inventory().upsert(Nodes.node(1, gpus, 64_000, 262_144, Map.of()));
        int first = place(requirement(3, null, true));

        int second = place(requirement(4, null, true));
        int third = place(requirement(2, null, true));

        assertThat(fleet.ledger().allocation(first).gpuIndexes()).containsExactly(0, 1, 2);
        assertThat(fleet.ledger().allocation(second).gpuIndexes()).containsExactly(4, 5, 6, 7);
        assertThat(third).isNegative();
    }

    @Test
    void unlinkedGpusAreRefusedForTheirTopology() {
        fleet.inventory().upsert(Nodes.node(1, 8, "A10"));
        Shape shape = fleet.shapes().intern(FleetTest.spec(requirement(2, null, true), null));

        RefusalSummary refusals = fleet.refusals().of(shape);

        assertThat(refusals.refusals()).containsExactly(new Refusal(RefusalReason.GPU_TOPOLOGY, 1));
        assertThat(refusals.everHere()).isFalse();
    }

    private static Gpu linked(int index, int island) {
        List<Integer> links =
                IntStream.range(island, island + 4)
                        .filter(other -> other != index)
                        .boxed()
                        .toList();
        return new Gpu(index, "A100", 81_920, "GPU-" + index, List.of(), links);
    }

    @Test
    void bitsAgreeWithASortedSet() {
        Random random = new Random(5);
        NodeBits.Pool pool = new NodeBits.Pool();
        NodeBits bits = new NodeBits(pool);
        NodeBits mask = new NodeBits(pool);
        TreeSet<Integer> members = new TreeSet<>();
        TreeSet<Integer> masked = new TreeSet<>();

        for (int i = 0; i < 20_000; i++) {
            int node = random.nextInt(random.nextBoolean() ? 300_000 : 500);
            boolean add = random.nextInt(3) > 0;
            bits.put(node, add);
            boolean changed = add ? members.add(node) : members.remove(node);
            assertThat(bits.size()).as("after %s %s", node, changed).isEqualTo(members.size());
            if (random.nextInt(4) == 0) {
                mask.add(node);
                masked.add(node);
            }
        }

        for (int i = 0; i < 2000; i++) {
            int from = random.nextInt(300_000);
            Integer next = members.ceiling(from);
            assertThat(bits.next(from, null)).isEqualTo(next == null ? -1 : next);
            while (next != null && !masked.contains(next)) {
                next = members.higher(next);
            }
            assertThat(bits.next(from, mask)).isEqualTo(next == null ? -1 : next);
        }
    }
}
