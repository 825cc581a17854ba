package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.OneFleet.H100;
import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What ran before a restart holds its devices after it, whatever its node has now. */
class RestoreTest {
    private static final String SLICE = "3g.40gb";

    private final OneFleet restarted = new OneFleet();

    private void restore(long number, Allocation allocation) {
        restarted.placer.restore(workloadId(number), null, spec(1), allocation, START);
    }

    private void add(SchedulableNode node) {
        restarted.placer.upsertNode(node);
    }

    private boolean places(long number, GpuRequirement requirement) {
        return restarted.placer.place(pending(number, spec(requirement)), NOW)
                instanceof Placement.Placed;
    }

    @Test
    void restoredWorkHoldsItsDevices() {
        Allocation allocation = new OneFleet(node(1, 1, H100)).place(spec(1));
        add(node(1, 1, H100));
        restore(1, allocation);

        RefusalReason reason = restarted.reason(spec(1));

        assertThat(reason).isEqualTo(RefusalReason.GPU_BUSY);
    }

    @Test
    void workIsRestoredBeforeItsNodeIsBack() {
        Allocation allocation = new OneFleet(node(1, 2, H100)).place(spec(1));
        restore(1, allocation);
        add(node(1, 2, H100));

        List<Integer> gpus = restarted.gpusOf(spec(1));

        assertThat(gpus).containsExactly(1);
    }

    @Test
    void nodeThatCameBackWithLessTakesNothingNew() {
        Allocation allocation = new OneFleet(node(1, 4, H100)).place(spec(4));
        restore(1, allocation);
        add(node(1, 2, H100));

        RefusalReason reason = restarted.reason(spec(1));

        assertThat(reason).isEqualTo(RefusalReason.GPU_BUSY);
    }

    @Test
    void whatCameBackWithLessIsFreeOnceTheWorkEnded() {
        Allocation allocation = new OneFleet(node(1, 4, H100)).place(spec(4));
        restore(1, allocation);
        add(node(1, 2, H100));
        restarted.placer.release(workloadId(1));

        List<Integer> gpus = restarted.gpusOf(spec(2));

        assertThat(gpus).containsExactly(0, 1);
    }

    @Test
    void restoredSliceKeepsTheDeviceCut() {
        Allocation allocation = new OneFleet(sliceable()).place(spec(slice()));
        add(sliceable());
        restore(1, allocation);

        boolean whole = places(2, GpuRequirement.anyOf(1));
        boolean second = places(3, slice());
        boolean third = places(4, slice());

        assertThat(whole).isFalse();
        assertThat(second).isTrue();
        assertThat(third).isFalse();
    }

    private static SchedulableNode sliceable() {
        Gpu gpu = new Gpu(0, H100, 81_920, "g", List.of("1g.10gb", SLICE), List.of());
        return node(1, new NodeCapacity(List.of(gpu), 64_000, 262_144, List.of()), Map.of());
    }

    private static GpuRequirement slice() {
        return new GpuRequirement(
                1, GpuSelector.ANY, 0, null, List.of(), null, SLICE, false, 0, null);
    }
}
