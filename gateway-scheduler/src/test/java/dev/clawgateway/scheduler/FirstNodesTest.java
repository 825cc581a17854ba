package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.NOW;
import static dev.clawgateway.scheduler.Requests.gang;
import static dev.clawgateway.scheduler.Requests.pending;
import static dev.clawgateway.scheduler.Requests.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nodes that always use the first of their GPUs, and so run one workload with GPUs at a time. */
class FirstNodesTest {
    @Test
    void theFirstDevicesAreTaken() {
        OneFleet fleet = new OneFleet(first("L4", "L4", "L4"));

        assertThat(fleet.place(spec(any(2))).gpuIndexes()).containsExactly(0, 1);
    }

    @Test
    void whileOneRunsNothingElseWithGpusMayGoThere() {
        OneFleet fleet = new OneFleet(first("L4", "L4", "L4"));
        fleet.place(spec(any(1)));

        Explanation why = fleet.refuse(spec(any(1)));

        assertThat(why.verdict()).isEqualTo(Explanation.Verdict.NOT_NOW);
        assertThat(fleet.reason(spec(any(1)))).isEqualTo(RefusalReason.GPU_BUSY);
        assertThat(why.nearestMiss()).isEqualTo("0 free on node-1, needs 1");
        assertThat(fleet.place(spec(any(0))).gpus()).isEmpty();
    }

    @Test
    void itsEndLetsTheNextIn() {
        OneFleet fleet = new OneFleet(first("L4", "L4"));
        fleet.placer.enqueue(pending(1, spec(any(1))));
        fleet.placer.enqueue(pending(2, spec(any(2))));
        assertThat(fleet.placer.decide(NOW, 10)).hasSize(1);

        fleet.placer.release(Requests.workloadId(1));

        assertThat(fleet.placer.decide(NOW, 10)).hasSize(1);
    }

    @Test
    void whatNeedsNoGpuDoesNotStandInTheWay() {
        OneFleet fleet = new OneFleet(first("L4", "L4"));
        fleet.place(spec(any(0)));

        assertThat(fleet.place(spec(any(2))).gpuIndexes()).containsExactly(0, 1);
    }

    @Test
    void thereAreNoParts() {
        OneFleet fleet = new OneFleet(first("L4", "L4"));

        assertThat(fleet.reason(spec(part(500)))).isEqualTo(RefusalReason.OWN_CHOICE);
        assertThat(fleet.refuse(spec(part(500))).verdict())
                .isEqualTo(Explanation.Verdict.NEVER_HERE);
        assertThat(fleet.place(spec(part(1000))).gpuIndexes()).containsExactly(0);
    }

    @Test
    void onlyTheFirstDevicesHaveToSatisfyTheRequest() {
        OneFleet fleet = new OneFleet(first("L4", "H100"));

        assertThat(fleet.reason(spec(of("H100", 1)))).isEqualTo(RefusalReason.OWN_CHOICE);
        assertThat(fleet.reason(spec(of("L4", 2)))).isEqualTo(RefusalReason.OWN_CHOICE);
        assertThat(fleet.reason(spec(of("A100", 1)))).isEqualTo(RefusalReason.GPU_MODEL);
        assertThat(fleet.reason(spec(any(3)))).isEqualTo(RefusalReason.GPU_CAPACITY);
        assertThat(fleet.place(spec(of("L4", 1))).gpuIndexes()).containsExactly(0);
    }

    @Test
    void membersOfAGangDoNotShareOne() {
        OneFleet fleet =
                new OneFleet(
                        node(1, DeviceChoice.FIRST_N, "L4", "L4"),
                        node(2, DeviceChoice.FIRST_N, "L4", "L4"));
        fleet.refuse(gang(1, 3, 3, spec(any(1))));

        List<Assignment> assignments = fleet.place(gang(11, 2, 2, spec(any(1))));

        assertThat(assignments)
                .extracting(assignment -> assignment.allocation().node())
                .containsExactlyInAnyOrder(Requests.nodeId(1), Requests.nodeId(2));
    }

    /** It was told which to use before; now nobody else may go there until it ends. */
    @Test
    void aNodeThatCeasesToObeyIsFullUntilItIsEmpty() {
        OneFleet fleet = new OneFleet(node(1, DeviceChoice.EXACT, "L4", "L4"));
        fleet.placer.enqueue(pending(1, spec(second())));
        assertThat(fleet.placer.decide(NOW, 10)).hasSize(1);

        fleet.placer.upsertNode(first("L4", "L4"));

        assertThat(fleet.reason(spec(any(1)))).isEqualTo(RefusalReason.GPU_BUSY);
        fleet.placer.release(Requests.workloadId(1));
        assertThat(fleet.place(spec(any(2))).gpuIndexes()).containsExactly(0, 1);
    }

    private static GpuRequirement any(int count) {
        return GpuRequirement.anyOf(count);
    }

    private static GpuRequirement of(String model, int count) {
        return requirement(count, List.of(model), null);
    }

    private static GpuRequirement part(int milli) {
        return requirement(1, List.of(), new GpuShare(milli, 0));
    }

    private static GpuRequirement second() {
        return new GpuRequirement(
                1,
                GpuSelector.parse("device.index == 1"),
                0,
                null,
                List.of(),
                null,
                null,
                false,
                0,
                null);
    }

    private static GpuRequirement requirement(
            int count, List<String> models, @Nullable GpuShare share) {
        return new GpuRequirement(
                count, GpuSelector.ANY, 0, null, models, share, null, false, 0, null);
    }

    private static SchedulableNode first(String... models) {
        return node(1, DeviceChoice.FIRST_N, models);
    }

    private static SchedulableNode node(int number, DeviceChoice devices, String... models) {
        List<Gpu> gpus =
                IntStream.range(0, models.length)
                        .mapToObj(i -> new Gpu(i, models[i], 24_576, "GPU-" + number + "-" + i))
                        .toList();
        return Requests.node(
                number, new NodeCapacity(gpus, 8000, 8192, List.of()).with(devices), Map.of());
    }
}
