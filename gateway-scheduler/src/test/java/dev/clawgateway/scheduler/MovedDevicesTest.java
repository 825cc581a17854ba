package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.OneFleet.A100;
import static dev.clawgateway.scheduler.OneFleet.H100;
import static dev.clawgateway.scheduler.Requests.NOW;
import static dev.clawgateway.scheduler.Requests.START;
import static dev.clawgateway.scheduler.Requests.nodeId;
import static dev.clawgateway.scheduler.Requests.pending;
import static dev.clawgateway.scheduler.Requests.spec;
import static dev.clawgateway.scheduler.Requests.workloadId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Held devices under other numbers, gone, and back. */
class MovedDevicesTest {
    private static final List<String> PROFILES = List.of("1g.5gb", "3g.20gb", "4g.20gb");

    @Test
    void twoHoldersChangePlaces() {
        OneFleet fleet = new OneFleet(node(H100, 0, 1));
        Allocation half = start(fleet, 1, part(500));
        Allocation whole = start(fleet, 2, spec(1));

        fleet.placer.upsertNode(
                node(H100, 1, 0), Map.of(workloadId(1), at(half, 1), workloadId(2), at(whole, 0)));

        assertThat(fleet.gpusOf(part(500))).containsExactly(1);
        fleet.placer.release(workloadId(2));
        assertThat(fleet.gpusOf(spec(1))).containsExactly(0);
    }

    @Test
    void whatIsGoneHoldsNothingOfWhatHasItsNumberNow() {
        OneFleet fleet = new OneFleet(node(H100, 0, 1));
        Allocation held = start(fleet, 1, spec(1));

        fleet.placer.upsertNode(node(H100, 0), Map.of(workloadId(1), gone(held)));

        assertThat(fleet.gpusOf(spec(1))).containsExactly(0);
        assertThat(fleet.reason(spec(1))).isEqualTo(RefusalReason.GPU_BUSY);
        fleet.placer.release(workloadId(1));
        assertThat(fleet.reason(spec(1))).isEqualTo(RefusalReason.GPU_BUSY);
    }

    @Test
    void whatComesBackIsHeldAgain() {
        OneFleet fleet = new OneFleet(node(H100, 0, 1));
        Allocation held = start(fleet, 1, spec(2));
        fleet.placer.upsertNode(node(H100), Map.of(workloadId(1), gone(held)));

        fleet.placer.upsertNode(node(H100, 0, 1, 2), Map.of(workloadId(1), at(held, 2, 0)));

        assertThat(fleet.gpusOf(spec(1))).containsExactly(1);
        assertThat(fleet.reason(spec(1))).isEqualTo(RefusalReason.GPU_BUSY);
        fleet.placer.release(workloadId(1));
        assertThat(fleet.gpusOf(spec(2))).containsExactly(0, 2);
    }

    /** Host memory and cores are held by whoever runs there, whatever becomes of a device. */
    @Test
    void theHostStaysHeldWhereADeviceIsGone() {
        OneFleet fleet = new OneFleet(node(H100, 0, 1));
        Allocation held = start(fleet, 1, spec(1));

        fleet.placer.upsertNode(node(H100, 0), Map.of(workloadId(1), gone(held)));

        WorkloadSpec allCores = new WorkloadSpec("image", List.of(), Map.of(), 0, 0, 64_000);
        assertThat(fleet.reason(allCores)).isEqualTo(RefusalReason.CPU_BUSY);
    }

    @Test
    void slicesStayWhereTheyAreOnTheirDevice() {
        OneFleet fleet = new OneFleet(node(A100, 0, 1));
        Allocation first = start(fleet, 1, slice("3g.20gb"));
        Allocation second = start(fleet, 2, slice("4g.20gb"));
        Allocation other = start(fleet, 3, spec(1));
        assertThat(first.gpuIndexes()).isEqualTo(second.gpuIndexes()).containsExactly(0);

        fleet.placer.upsertNode(
                node(A100, 1, 0),
                Map.of(
                        workloadId(1), at(first, 1),
                        workloadId(2), at(second, 1),
                        workloadId(3), at(other, 0)));

        assertThat(fleet.reason(slice("1g.5gb"))).isEqualTo(RefusalReason.GPU_BUSY);
        fleet.placer.release(workloadId(1));
        assertThat(fleet.gpusOf(slice("3g.20gb"))).containsExactly(1);
    }

    @Test
    void anAllocationWithoutItsDeviceIsRestoredAsThat() {
        OneFleet fleet = new OneFleet(node(H100, 0));
        Allocation held =
                new Allocation(
                        nodeId(1),
                        List.of(new GpuGrant(0, 1000, 81_920, null, "GPU-1", true)),
                        1000,
                        1024,
                        0);

        fleet.placer.restore(workloadId(1), null, spec(1), held, START);

        assertThat(fleet.gpusOf(spec(1))).containsExactly(0);
    }

    private static Allocation start(OneFleet fleet, int workload, WorkloadSpec spec) {
        Placement placement = fleet.placer.place(pending(workload, spec), NOW);
        return ((Placement.Placed) placement).assignments().getFirst().allocation();
    }

    private static Allocation at(Allocation held, int... indexes) {
        List<GpuGrant> grants = new ArrayList<>();
        for (int index : indexes) {
            grants.add(held.gpus().get(grants.size()).at(index));
        }
        return held.with(grants);
    }

    private static Allocation gone(Allocation held) {
        return held.with(held.gpus().stream().map(GpuGrant::gone).toList());
    }

    private static WorkloadSpec part(int milli) {
        return spec(requirement(new GpuShare(milli, 0), null));
    }

    private static WorkloadSpec slice(String profile) {
        return spec(requirement(null, profile));
    }

    private static GpuRequirement requirement(@Nullable GpuShare share, @Nullable String profile) {
        return new GpuRequirement(
                1, GpuSelector.ANY, 0, null, List.of(), share, profile, false, 0, null);
    }

    /** Devices in this order; their UUIDs go by what they were first. */
    private static SchedulableNode node(String model, int... indexes) {
        List<Gpu> gpus = new ArrayList<>();
        for (int index : indexes) {
            gpus.add(
                    new Gpu(
                            index,
                            model,
                            model.equals(A100) ? 40_960 : 81_920,
                            "GPU-" + gpus.size(),
                            model.equals(A100) ? PROFILES : List.of(),
                            List.of()));
        }
        return Requests.node(1, new NodeCapacity(gpus, 64_000, 262_144, List.of()), Map.of());
    }
}
