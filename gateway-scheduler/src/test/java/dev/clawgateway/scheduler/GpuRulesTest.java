package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.OneFleet.A100;
import static dev.clawgateway.scheduler.OneFleet.H100;
import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which GPUs a workload gets, and which it never shares. */
class GpuRulesTest {
    private final OneFleet fleet = new OneFleet();

    private void add(SchedulableNode node) {
        fleet.placer.upsertNode(node);
    }

    private void addGpus(List<Gpu> gpus) {
        add(node(1, new NodeCapacity(gpus, 64_000, 262_144, List.of()), Map.of()));
    }

    @Test
    void twoWorkloadsNeverShareAWholeGpu() {
        add(node(1, 2, H100));
        fleet.place(spec(1));

        List<Integer> second = fleet.gpusOf(spec(1));

        assertThat(second).containsExactly(1);
        assertThat(fleet.reason(spec(1))).isEqualTo(RefusalReason.GPU_BUSY);
    }

    @Test
    void sharesFillOneDeviceBeforeTheNext() {
        add(node(1, 2, H100));
        fleet.place(spec(share(400, 0)));
        fleet.place(spec(share(700, 0)));

        List<Integer> third = fleet.gpusOf(spec(share(600, 0)));

        assertThat(third).containsExactly(0);
    }

    @Test
    void shareIsNeverPutTogetherFromTwoDevices() {
        add(node(1, 2, H100));
        fleet.place(spec(share(600, 0)));
        fleet.place(spec(share(600, 0)));

        RefusalReason reason = fleet.reason(spec(share(401, 0)));

        assertThat(reason).isEqualTo(RefusalReason.GPU_BUSY);
    }

    @Test
    void sharedDeviceIsNobodysWhole() {
        add(node(1, 1, H100));
        fleet.place(spec(share(1, 0)));

        RefusalReason reason = fleet.reason(spec(1));

        assertThat(reason).isEqualTo(RefusalReason.GPU_BUSY);
    }

    @Test
    void memoryOfSharesNeverExceedsTheDevice() {
        add(node(1, 1, H100));
        fleet.place(spec(share(100, 60_000)));

        RefusalReason reason = fleet.reason(spec(share(100, 30_000)));

        assertThat(reason).isEqualTo(RefusalReason.GPU_BUSY);
    }

    @Test
    void shareOfMoreMemoryThanTheDeviceHasFitsNever() {
        add(node(1, 1, H100));

        RefusalReason reason = fleet.reason(spec(share(100, 100_000)));

        assertThat(reason).isEqualTo(RefusalReason.GPU_MODEL);
    }

    @Test
    void fallbackIsTakenWhenTheFirstChoiceIsBusy() {
        add(node(1, 1, H100));
        add(node(2, 4, A100));
        WorkloadSpec spec = spec(models(1, models(2, null, A100), H100));
        Allocation first = fleet.place(spec);

        Allocation second = fleet.place(spec);

        assertThat(first.fallbackLevel()).isZero();
        assertThat(first.gpus()).hasSize(1);
        assertThat(second.fallbackLevel()).isEqualTo(1);
        assertThat(second.gpus()).hasSize(2);
    }

    private static GpuRequirement picky() {
        return new GpuRequirement(
                1,
                GpuSelector.parse("device.index == 1 && device.name.contains('H100')"),
                80_000,
                "H100",
                List.of(),
                null,
                null,
                false,
                0,
                null);
    }

    @Test
    void selectorPatternAndMemoryPickDevices() {
        add(node(1, 2, H100));

        List<Integer> gpus = fleet.gpusOf(spec(picky()));

        assertThat(gpus).containsExactly(1);
        assertThat(fleet.reason(spec(picky()))).isEqualTo(RefusalReason.GPU_BUSY);
    }

    @Test
    void modelThatIsMissingNeverAppears() {
        add(node(1, 2, H100));

        RefusalReason reason = fleet.reason(spec(models(1, null, A100)));

        assertThat(reason).isEqualTo(RefusalReason.GPU_MODEL);
    }

    @Test
    void moreGpusThanANodeHasFitNever() {
        add(node(1, 2, H100));

        RefusalReason reason = fleet.reason(spec(3));

        assertThat(reason).isEqualTo(RefusalReason.GPU_CAPACITY);
    }

    private static GpuRequirement linked(int count) {
        return new GpuRequirement(
                count, GpuSelector.ANY, 0, null, List.of(), null, null, true, 0, null);
    }

    private void addPairs() {
        addGpus(
                IntStream.range(0, 4)
                        .mapToObj(i -> new Gpu(i, H100, 81_920, "g" + i, List.of(), List.of(i ^ 2)))
                        .toList());
    }

    @Test
    void linkedGpusAreLinkedToEachOther() {
        addPairs();

        List<Integer> gpus = fleet.gpusOf(spec(linked(2)));

        assertThat(gpus).containsExactly(0, 2);
    }

    @Test
    void moreLinkedGpusThanThereAreFitNever() {
        addPairs();

        var explanation = fleet.refuse(spec(linked(3)));

        assertThat(explanation.verdict()).isEqualTo(Explanation.Verdict.NEVER_HERE);
        assertThat(explanation.refusals().getFirst().reason())
                .isEqualTo(RefusalReason.GPU_TOPOLOGY);
    }

    private static GpuRequirement mig(String profile) {
        return new GpuRequirement(
                1, GpuSelector.ANY, 0, null, List.of(), null, profile, false, 0, null);
    }

    private void addMig() {
        addGpus(List.of(new Gpu(0, H100, 81_920, "g", List.of("1g.10gb", "3g.40gb"), List.of())));
    }

    @Test
    void slicesKeepToLegalLayouts() {
        addMig();
        fleet.place(spec(mig("3g.40gb")));
        fleet.place(spec(mig("3g.40gb")));

        RefusalReason reason = fleet.reason(spec(mig("1g.10gb")));

        assertThat(reason).isEqualTo(RefusalReason.GPU_BUSY);
    }

    @Test
    void profileTheDeviceDoesNotReportFitsNever() {
        addMig();

        RefusalReason reason = fleet.reason(spec(mig("7g.80gb")));

        assertThat(reason).isEqualTo(RefusalReason.GPU_MODEL);
    }

    @Test
    void sliceIsAsLargeAsItsOwnDeviceMakesIt() {
        List<String> profile = List.of("4g.40gb");
        addGpus(
                List.of(
                        new Gpu(0, "L4", 24_576, "a", List.of(), List.of()),
                        new Gpu(1, H100, 81_920, "b", profile, List.of())));
        GpuRequirement wanted =
                new GpuRequirement(
                        1,
                        GpuSelector.parse("uuid == 'b'"),
                        0,
                        null,
                        List.of(),
                        null,
                        "4g.40gb",
                        false,
                        0,
                        null);

        List<GpuGrant> gpus = fleet.place(spec(wanted)).gpus();

        assertThat(gpus).containsExactly(new GpuGrant(1, 571, 40_960, "4g.40gb"));
    }
}
