package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A node that refuses starts is left alone for a while, longer each time. */
class AvoidanceTest {
    private final Cluster cluster = new Cluster();
    private SessionId session;
    private int workloads;

    @Test
    void aPlainNodeIsAvoidedAfterItsFirstRefusal() {
        register(DeviceChoice.COUNTED);

        refuse();

        assertThat(availability()).isEqualTo(Availability.AVOIDED);
        assertThat(cluster.placer.node(Cluster.node(1)).remark())
                .isEqualTo("refused 1 start, avoided for 30 s");
        assertThat(cluster.submit(99, 1)).isInstanceOf(Outcome.Refused.class);
        assertThat(submitTo(Cluster.node(1)).detail())
                .endsWith("is not available: refused 1 start, avoided for 30 s");
        pass(29);
        assertThat(availability()).isEqualTo(Availability.AVOIDED);
        pass(1);
        assertThat(availability()).isEqualTo(Availability.OPEN);
    }

    @Test
    void longerEachTime() {
        register(DeviceChoice.COUNTED);

        for (int seconds : new int[] {30, 60, 120, 240, 480, 600, 600}) {
            refuse();
            pass(seconds - 1);
            assertThat(availability()).as("%s s", seconds).isEqualTo(Availability.AVOIDED);
            pass(1);
            assertThat(availability()).as("%s s", seconds).isEqualTo(Availability.OPEN);
        }
    }

    @Test
    void aStartThatSucceedsEndsIt() {
        register(DeviceChoice.COUNTED);
        int onItsWay = start();
        refuse();
        assertThat(availability()).isEqualTo(Availability.AVOIDED);

        cluster.report(1, session, onItsWay, WorkloadState.RUNNING);

        assertThat(availability()).isEqualTo(Availability.OPEN);
        refuse();
        pass(30);
        assertThat(availability()).isEqualTo(Availability.OPEN);
    }

    /** Two that were sent before the first refusal came are one occasion. */
    @Test
    void whatWasOnItsWayMakesItNoLonger() {
        register(DeviceChoice.COUNTED);
        int first = start();
        int second = start();

        fail(first, null);
        fail(second, null);

        pass(30);
        assertThat(availability()).isEqualTo(Availability.OPEN);
    }

    /** A program that ends at once with a code has run. */
    @Test
    void aProgramThatFailsIsNoRefusal() {
        register(DeviceChoice.COUNTED);

        fail(start(), 1);
        int ran = start();
        cluster.report(1, session, ran, WorkloadState.RUNNING);
        fail(ran, null);

        assertThat(availability()).isEqualTo(Availability.OPEN);
    }

    @Test
    void aNodeThatObeysIsAvoidedAfterThreeRefusalsOfDifferentWork() {
        register(DeviceChoice.EXACT);

        refuse();
        refuse();
        assertThat(availability()).isEqualTo(Availability.OPEN);
        refuse();

        assertThat(availability()).isEqualTo(Availability.AVOIDED);
    }

    /** One wrong image, tried again and again, must not take the fleet out of service. */
    @Test
    void theSameWorkOverAndOverIsItsOwnFault() {
        register(DeviceChoice.EXACT);

        for (int i = 0; i < 10; i++) {
            fail(start("wrong-image"), null);
        }

        assertThat(availability()).isEqualTo(Availability.OPEN);
    }

    @Test
    void readersSeeItUntilItIsOver() {
        register(DeviceChoice.COUNTED);
        refuse();
        pass(30);

        assertThat(cluster.changes())
                .filteredOn(Change.AvoidanceChanged.class::isInstance)
                .containsExactly(
                        new Change.AvoidanceChanged(
                                Cluster.node(1), new Avoided(1, Duration.ofSeconds(30))),
                        new Change.AvoidanceChanged(Cluster.node(1), null));
        assertThat(cluster.changes())
                .noneMatch(c -> c instanceof Change.AvoidanceChanged && c.durable());
    }

    private void register(DeviceChoice devices) {
        List<Gpu> gpus =
                IntStream.range(0, 4)
                        .mapToObj(index -> new Gpu(index, "L40S", 46_068, "GPU-" + index))
                        .toList();
        NodeCapacity capacity = new NodeCapacity(gpus, 48_000, 257_024, List.of());
        session = cluster.register(1, capacity.with(devices), null);
    }

    private Outcome.Refused submitTo(NodeId node) {
        return (Outcome.Refused)
                cluster.apply(
                        new Command.SubmitWorkload(
                                Cluster.workload(98), Cluster.spec(1), node, false));
    }

    private int start() {
        return start("image-" + workloads);
    }

    private int start(String image) {
        int workload = ++workloads;
        WorkloadSpec spec =
                new WorkloadSpec(
                        image, List.of(), Map.of(), 1, 0, 0, Map.of(), SchedulingRequirements.NONE);
        cluster.apply(new Command.SubmitWorkload(Cluster.workload(workload), spec, null, false));
        assertThat(cluster.stateOf(workload)).isEqualTo(WorkloadState.STARTING);
        return workload;
    }

    private void refuse() {
        fail(start(), null);
    }

    private void fail(int workload, @Nullable Integer exitCode) {
        cluster.apply(
                new Command.ReportWorkload(
                        Cluster.node(1),
                        session,
                        Cluster.workload(workload),
                        WorkloadState.FAILED,
                        null,
                        exitCode,
                        "no free GPU"));
    }

    private void pass(int seconds) {
        cluster.pass(Duration.ofSeconds(seconds));
    }

    private Availability availability() {
        return cluster.placer.node(Cluster.node(1)).availability();
    }
}
