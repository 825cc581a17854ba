package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.NOW;
import static dev.clawgateway.scheduler.Requests.pending;
import static dev.clawgateway.scheduler.Requests.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nodes that pick the GPUs of a start themselves. */
class CountedNodesTest {
    @Test
    void wholeDevicesAreCounted() {
        OneFleet fleet = new OneFleet(counted("L4", "L4"));

        fleet.place(spec(any(1)));
        fleet.place(spec(any(1)));

        assertThat(fleet.reason(spec(any(1)))).isEqualTo(RefusalReason.GPU_BUSY);
    }

    /** Two halves took both devices of a real one, and the next whole GPU failed there. */
    @Test
    void thereAreNoParts() {
        OneFleet fleet = new OneFleet(counted("L4", "L4"));

        Explanation why = fleet.refuse(spec(part(500)));

        assertThat(why.verdict()).isEqualTo(Explanation.Verdict.NEVER_HERE);
        assertThat(why.summary()).contains("picks its GPUs itself");
        assertThat(fleet.reason(spec(part(500)))).isEqualTo(RefusalReason.OWN_CHOICE);
        assertThat(fleet.place(spec(part(1000))).gpus()).hasSize(1);
    }

    @Test
    void partsGoToTheNodeThatObeys() {
        OneFleet fleet =
                new OneFleet(
                        node(1, DeviceChoice.COUNTED, "L4"), node(2, DeviceChoice.EXACT, "L4"));

        assertThat(fleet.nodeOf(spec(part(500)))).isEqualTo(2);
        assertThat(fleet.nodeOf(spec(part(500)))).isEqualTo(2);
        assertThat(fleet.nodeOf(spec(any(1)))).isEqualTo(1);
    }

    @Test
    void amongUnlikeDevicesOnlyWhatEachOfThemSuitsIsPlaced() {
        OneFleet fleet = new OneFleet(counted("L4", "H100"));

        assertThat(fleet.reason(spec(of("H100", 1)))).isEqualTo(RefusalReason.OWN_CHOICE);
        assertThat(fleet.reason(spec(of("A100", 1)))).isEqualTo(RefusalReason.GPU_MODEL);
        assertThat(fleet.place(spec(any(2))).gpus()).hasSize(2);
    }

    @Test
    void aFallbackThatEachOfThemSuitsIsTaken() {
        OneFleet fleet = new OneFleet(counted("L4", "H100"));

        assertThat(fleet.place(spec(withFallback(of("H100", 1), any(2)))).fallbackLevel())
                .isEqualTo(1);
    }

    @Test
    void aNodeThatLearnsToObeyTakesParts() {
        OneFleet fleet = new OneFleet(counted("L4"));
        WorkloadSpec half = spec(part(500));
        fleet.placer.enqueue(pending(1, half));
        assertThat(fleet.placer.decide(NOW, 10)).isEmpty();

        fleet.placer.upsertNode(node(1, DeviceChoice.EXACT, "L4"));

        assertThat(fleet.placer.decide(NOW, 10)).hasSize(1);
        assertThat(fleet.placer.plan(pending(2, half), NOW)).isInstanceOf(Placement.Placed.class);
    }

    @Test
    void whyANodeIsAvoidedIsSaid() {
        SchedulableNode open = counted("L4");
        OneFleet fleet =
                new OneFleet(
                        new SchedulableNode(
                                open.id(),
                                open.name(),
                                open.capacity(),
                                Map.of(),
                                Map.of(),
                                List.of(),
                                Availability.AVOIDED,
                                "refused 2 starts, avoided for 60 s"));

        Explanation why = fleet.refuse(spec(any(1)));

        assertThat(why.verdict()).isEqualTo(Explanation.Verdict.NOT_NOW);
        assertThat(why.summary()).contains("node-1: refused 2 starts, avoided for 60 s");
        assertThat(fleet.reason(spec(any(1)))).isEqualTo(RefusalReason.AVOIDED);
    }

    private static GpuRequirement any(int count) {
        return GpuRequirement.anyOf(count);
    }

    private static GpuRequirement of(String model, int count) {
        return requirement(count, List.of(model), null, null);
    }

    private static GpuRequirement part(int milli) {
        return requirement(1, List.of(), new GpuShare(milli, 0), null);
    }

    private static GpuRequirement withFallback(GpuRequirement first, GpuRequirement second) {
        return requirement(first.count(), first.models(), null, second);
    }

    private static GpuRequirement requirement(
            int count,
            List<String> models,
            @Nullable GpuShare share,
            @Nullable GpuRequirement fallback) {
        return new GpuRequirement(
                count, GpuSelector.ANY, 0, null, models, share, null, false, 0, fallback);
    }

    private static SchedulableNode counted(String... models) {
        return node(1, DeviceChoice.COUNTED, models);
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
