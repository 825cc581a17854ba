package dev.clawgateway.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.policy.Policies;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A decision makes no garbage: bytes are counted, not time. What is allowed is the growth of arrays
 * once in a while, and for {@code least_fragmentation} of what it remembers about states of nodes.
 */
class AllocationTest {
    private static final int NODES = 2000;
    private static final int CUT = 200;
    private static final int DECISIONS = 20_000;

    private final Random random = new Random(17);
    private final Choice choice = new Choice();
    private final int[] held = new int[6000];
    private int heldCount;

    @ParameterizedTest
    @CsvSource({
        "best_fit,4",
        "bin_pack,4",
        "spread,4",
        "random,4",
        "least_fragmentation,64",
        "fewest_workloads,4"
    })
    void placingAndReleasingMakesNoGarbage(String policy, long growth) {
        Fleet fleet = fleet(policy);
        Shape[] shapes = shapes(fleet);
        DeviceHolder claim = FleetTest.claim(0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(fleet, shapes, claim, 2 * DECISIONS);

        long before = threads.getCurrentThreadAllocatedBytes();
        run(fleet, shapes, claim, DECISIONS);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(bytes / DECISIONS)
                .as("bytes per decision of %s", policy)
                .isLessThanOrEqualTo(growth);
    }

    private static Fleet fleet(String policy) {
        Fleet fleet = Fleet.of(Policies.of(policy, List.of()), 8);
        List<String> models = List.of("H100", "A100", "L40S", "A10");
        for (int i = 0; i < NODES; i++) {
            fleet.inventory().upsert(Nodes.node(i, 1 << (i % 4), models.get(i / 7 % 4)));
        }
        for (int i = NODES; i < NODES + CUT; i++) {
            fleet.inventory()
                    .upsert(
                            Nodes.node(
                                    i,
                                    List.of(sliceable(0), sliceable(1)),
                                    64_000,
                                    262_144,
                                    Map.of()));
        }
        return fleet;
    }

    private static Gpu sliceable(int index) {
        return new Gpu(
                index, "A100", 81_920, "GPU-" + index, List.of("1g.10gb", "3g.40gb"), List.of());
    }

    private static Shape[] shapes(Fleet fleet) {
        return List.of(
                        FleetTest.spec(1),
                        FleetTest.spec(2),
                        FleetTest.spec(8),
                        new WorkloadSpec("i", List.of(), Map.of(), 0, 0, 0),
                        FleetTest.spec(FleetTest.share(300), null),
                        FleetTest.spec(FleetTest.share(750), null),
                        FleetTest.spec(slice("1g.10gb"), null),
                        FleetTest.spec(slice("3g.40gb"), null),
                        new WorkloadSpec("i", List.of(), Map.of(), 4, 90_000, 24_000))
                .stream()
                .map(fleet.shapes()::intern)
                .toArray(Shape[]::new);
    }

    private static GpuRequirement slice(String profile) {
        return new GpuRequirement(
                1, GpuSelector.ANY, 0, null, List.of(), null, profile, false, 0, null);
    }

    /** Keeps the fleet nearly full: places while there is room to remember, else releases. */
    private void run(Fleet fleet, Shape[] shapes, DeviceHolder claim, int decisions) {
        for (int i = 0; i < decisions; i++) {
            Shape shape = shapes[random.nextInt(shapes.length)];
            boolean found =
                    heldCount < held.length
                            && fleet.finder().find(shape, -1, random.nextLong(), choice);
            if (found) {
                held[heldCount++] = fleet.overlay().reserve(choice, claim);
            }
            if (!found || heldCount > 4000) {
                int at = random.nextInt(heldCount);
                fleet.overlay().release(held[at]);
                held[at] = held[--heldCount];
            }
        }
    }
}
