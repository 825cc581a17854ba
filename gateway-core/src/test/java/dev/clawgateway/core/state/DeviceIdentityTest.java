package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Held devices are known by UUID where the node gives one, else by index. */
class DeviceIdentityTest {
    private final Cluster cluster = new Cluster();

    /** A driver drained a: b is device 0 now, and in use. */
    @Test
    void aDeviceUnderAnotherNumberKeepsItsHolder() {
        register("a", "b");
        runOn(1, 0);
        runOn(2, 1);
        end(1);

        register("b");

        assertThat(gpus(2)).containsExactly(0);
        assertThat(cluster.submit(3, 1)).isInstanceOf(Outcome.Refused.class);
        end(2);
        assertThat(cluster.submit(4, 1)).isInstanceOf(Outcome.Placed.class);
    }

    @Test
    void twoThatSwapNumbersSwapHolders() {
        register("a", "b");
        runOn(1, 0);
        runOn(2, 1);

        register("b", "a");

        assertThat(gpus(1)).containsExactly(1);
        assertThat(gpus(2)).containsExactly(0);
        end(1);
        cluster.submit(3, 1);
        assertThat(gpus(3)).containsExactly(1);
    }

    @Test
    void theClaimOnADeviceThatIsGoneStaysUntilItEnds() {
        register("a", "b");
        runOn(1, 0);

        register("b");

        assertThat(gpus(1)).isEmpty();
        assertThat(allocation(1).missing()).containsExactly(grant(0, "a", true));
        cluster.submit(2, 1);
        assertThat(gpus(2)).containsExactly(0);

        register("b", "c", "a");

        assertThat(gpus(1)).containsExactly(2);
        assertThat(allocation(1).missing()).isEmpty();
        cluster.submit(3, 1);
        assertThat(gpus(3)).containsExactly(1);
        assertThat(cluster.submit(4, 1)).isInstanceOf(Outcome.Refused.class);
    }

    /** The number of a held device that is gone may be another's by now. */
    @Test
    void aDeviceWithoutUuidIsKnownByItsNumber() {
        register("", "");
        runOnSecond(1);

        register("");
        assertThat(allocation(1).missing()).hasSize(1);
        register("", "");

        assertThat(gpus(1)).containsExactly(1);
        cluster.submit(2, 1);
        assertThat(gpus(2)).containsExactly(0);
    }

    @Test
    void oneWithoutUuidIsNotTakenForAnotherThatHasOne() {
        register("", "b");
        runOn(1, 0);

        register("b");

        assertThat(allocation(1).missing()).hasSize(1);
    }

    /** A UUID that two devices report says nothing about either. */
    @Test
    void aUuidGivenTwiceIdentifiesNothing() {
        register("a", "a");
        runOnSecond(1);

        register("a");

        assertThat(allocation(1).missing()).hasSize(1);
        register("a", "a");
        assertThat(gpus(1)).containsExactly(1);
    }

    @Test
    void aNodeThatReportsNoUuidsAnyMoreIsBelievedByNumber() {
        register("a", "b");
        runOnSecond(1);

        register("", "");

        assertThat(gpus(1)).containsExactly(1);
    }

    @Test
    void aRestartForgetsNothingOfIt() {
        register("a", "b");
        runOn(1, 0);
        runOn(2, 1);
        register("b");

        Cluster restarted = cluster.restart();
        restarted.register(1, capacity("b", "a"), List.of(running(1), running(2)));

        assertThat(restarted.record(1).allocation())
                .isEqualTo(allocation(1).with(List.of(grant(1, "a", false))));
        assertThat(restarted.submit(3, 1)).isInstanceOf(Outcome.Refused.class);
    }

    /** Allocations of older gateways have numbers alone; the node's own record has the UUIDs. */
    @Test
    void anAllocationThatNamesNoDeviceIsFollowedByWhatItsNodeHad() {
        register("a", "b");
        runOnSecond(1);
        Allocation old = allocation(1).with(List.of(new GpuGrant(1, 1000, 46_068, null)));

        Cluster upgraded =
                cluster.restart(record -> record instanceof Held held ? held.holding(old) : record);
        upgraded.register(1, capacity("b"), List.of(running(1)));

        assertThat(upgraded.record(1).allocation())
                .isEqualTo(old.with(List.of(grant(0, "b", false))));
    }

    @Test
    void aStartSentAgainNamesTheNewNumber() {
        register("a", "b");
        cluster.submit(1, 1);
        cluster.takeEffects();

        register("b", "a");

        assertThat(cluster.takeEffects())
                .filteredOn(Effect.Start.class::isInstance)
                .singleElement()
                .satisfies(start ->
                        assertThat(gpus(((Effect.Start) start).workload())).containsExactly(1));
    }

    @Test
    void whatWasToStartOnADeviceThatIsGoneStartsElsewhere() {
        register("a", "b");
        cluster.submit(1, 1);

        cluster.register(1, capacity("b"), List.of());

        assertThat(cluster.record(1).attempt()).isEqualTo(2);
        assertThat(gpus(1)).containsExactly(0);
        assertThat(allocation(1).missing()).isEmpty();
    }

    /** The start may be on its way to it: two attempts at once would be one too many. */
    @Test
    void whatMayStartOnADeviceThatWasLostOnASessionThatGoesOnIsStoppedFirst() {
        register("a", "b");
        cluster.submit(1, 1);
        cluster.takeEffects();

        cluster.onTheSameSession().register(1, capacity("b"), List.of());

        assertThat(cluster.record(1).attempt()).isEqualTo(1);
        assertThat(cluster.takeEffects()).anyMatch(Effect.Stop.class::isInstance);
        cluster.report(1, cluster.session(), 1, WorkloadState.STOPPED);
        assertThat(cluster.record(1).attempt()).isEqualTo(2);
        assertThat(gpus(1)).containsExactly(0);
    }

    /**
     * It does not say what it runs, so the first attempt may: two at once would be one too many.
     */
    @Test
    void whatMayHaveStartedOnADeviceThatIsGoneIsStoppedFirst() {
        register("a", "b");
        cluster.submit(1, 1);
        cluster.takeEffects();

        register("b");

        assertThat(cluster.record(1).attempt()).isEqualTo(1);
        assertThat(cluster.takeEffects())
                .filteredOn(Effect.Stop.class::isInstance)
                .singleElement()
                .satisfies(stop -> assertThat(((Effect.Stop) stop).attempt()).isEqualTo(1));
        cluster.report(1, cluster.session(), 1, WorkloadState.STOPPED);
        assertThat(cluster.record(1).attempt()).isEqualTo(2);
        assertThat(gpus(1)).containsExactly(0);
    }

    @Test
    void whatDoesNotSayThatItStoppedHasTheTimeOfAStart() {
        register("a", "b");
        cluster.submit(1, 1);
        register("b");

        cluster.pass(Cluster.SETTINGS.startTimeout());

        assertThat(cluster.record(1).attempt()).isEqualTo(2);
        assertThat(gpus(1)).containsExactly(0);
    }

    /** Which of its devices such a node uses is not known, only how many. */
    @Test
    void onANodeThatPicksItsGpusClaimsMoveToWhatIsLeft() {
        registerCounted("a", "b", "c");
        runOn(1, 0);
        runOn(2, 1);
        end(1);

        registerCounted("c");

        assertThat(gpus(2)).containsExactly(0);
        assertThat(cluster.submit(3, 1)).isInstanceOf(Outcome.Refused.class);
        registerCounted("a", "b");
        cluster.submit(4, 1);
        assertThat(gpus(4)).containsExactly(1);
    }

    @Test
    void onANodeThatPicksItsGpusOnlyWhatExceedsThemIsMissing() {
        registerCounted("a", "b");
        runOn(1, 0);
        runOn(2, 1);

        registerCounted("b");

        assertThat(List.of(allocation(1).missing().size(), allocation(2).missing().size()))
                .containsExactlyInAnyOrder(0, 1);
        registerCounted("a", "b");
        assertThat(List.of(gpus(1), gpus(2))).containsExactlyInAnyOrder(List.of(0), List.of(1));
    }

    @Test
    void onANodeThatUsesItsFirstGpusClaimsMoveUp() {
        register("a", "b", "c");
        runOnSecond(1);

        registerFirst("a", "b", "c");

        assertThat(gpus(1)).containsExactly(0);
        assertThat(allocation(1).gpus().getFirst().uuid()).isNull();
    }

    @Test
    void onANodeThatUsesItsFirstGpusOnlyWhatExceedsThemIsMissing() {
        registerFirst("a", "b");
        cluster.submit(1, 2);
        cluster.report(1, cluster.session(), 1, WorkloadState.RUNNING);

        registerFirst("b");

        assertThat(allocation(1).missing()).hasSize(1);
        assertThat(allocation(1).gpus().getFirst().isOf(0)).isTrue();
        registerFirst("a", "b");
        assertThat(gpus(1)).containsExactly(0, 1);
    }

    private void registerFirst(String... uuids) {
        cluster.register(1, capacity(uuids).with(DeviceChoice.FIRST_N), null);
    }

    private void register(String... uuids) {
        cluster.register(1, capacity(uuids), null);
    }

    private void registerCounted(String... uuids) {
        cluster.register(1, capacity(uuids).with(DeviceChoice.COUNTED), null);
    }

    private void runOn(int workload, int gpu) {
        cluster.submit(workload, 1);
        cluster.report(1, cluster.session(), workload, WorkloadState.RUNNING);
        assertThat(gpus(workload)).containsExactly(gpu);
    }

    private void runOnSecond(int workload) {
        runOn(99, 0);
        runOn(workload, 1);
        end(99);
    }

    private void end(int workload) {
        cluster.report(1, cluster.session(), workload, WorkloadState.COMPLETED);
    }

    private static RunningAttempt running(int workload) {
        return new RunningAttempt(Cluster.workload(workload), 1, WorkloadState.RUNNING);
    }

    private static GpuGrant grant(int index, String uuid, boolean missing) {
        return new GpuGrant(index, 1000, 46_068, null, uuid, missing);
    }

    private Allocation allocation(int workload) {
        return Objects.requireNonNull(cluster.record(workload).allocation());
    }

    private List<Integer> gpus(int workload) {
        return gpus(cluster.record(workload));
    }

    private static List<Integer> gpus(WorkloadRecord workload) {
        @Nullable Allocation allocation = workload.allocation();
        return allocation == null ? List.of() : allocation.gpuIndexes();
    }

    private static NodeCapacity capacity(String... uuids) {
        List<Gpu> gpus = new ArrayList<>();
        for (String uuid : uuids) {
            gpus.add(new Gpu(gpus.size(), "L40S", 46_068, uuid));
        }
        return new NodeCapacity(gpus, 48_000, 257_024, List.of());
    }
}
