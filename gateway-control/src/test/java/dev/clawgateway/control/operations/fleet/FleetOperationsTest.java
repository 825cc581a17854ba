package dev.clawgateway.control.operations.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.PublishedFleet;
import dev.clawgateway.control.RecordingInbox;
import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.fleet.FleetReport.Model;
import dev.clawgateway.control.readings.GpuReading;
import dev.clawgateway.control.readings.HistoryLimits;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FleetOperationsTest {
    /** Sees her own work alone, of which there is none. */
    private static final Caller ANN =
            new Caller(new Principal.Operator("ann"), "api", "192.0.2.1", false, null)
                    .with(new Rights(Role.VIEWER, null, true));

    private final PublishedFleet fleet = new PublishedFleet();
    private final Telemetry telemetry = new Telemetry(HistoryLimits.DEFAULT);
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final Desk desk = new Desk(new OpenAccess(), new RecordingInbox(), fleet, later::add);
    private final FleetOperations operations =
            new FleetOperations(desk, fleet.view, telemetry, fleet.time);

    FleetOperationsTest() {
        telemetry.expectEvery(Duration.ofSeconds(10));
    }

    private <T> T told(Consumer<Reply<T>> question) {
        List<Answer<T>> answers = new ArrayList<>();
        question.accept(answers::add);
        work();
        assertThat(answers).hasSize(1);
        return ((Answer.Given<T>) answers.getFirst()).value();
    }

    private void work() {
        for (Runnable task = later.poll(); task != null; task = later.poll()) {
            task.run();
        }
    }

    private FleetReport report() {
        fleet.time.advance(Duration.ofSeconds(20));
        return told(reply -> operations.show(Caller.GATEWAY, reply));
    }

    private static Model model(FleetReport report, String name) {
        return report.models().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatBecomesOfDevicesSumsToAllOfThem() {
        fleet.node(1, 8, "H100");
        fleet.node(2, 8, "H100");
        NodeId sick = fleet.node(3, 4, "L4");
        NodeId cordoned = fleet.node(4, 8, "H100");
        fleet.submit(1, 6);
        fleet.tell(new Command.CordonNode(cordoned, "fans"));
        fleet.tell(
                new Command.SetNodeCondition(
                        sick, NodeRecord.GPU_UNHEALTHY + "2", ConditionStatus.TRUE, "too hot"));
        fleet.lose(2);

        FleetReport report = report();

        Map<String, Long> out = Map.of("cordoned", 8_000L, "disconnected", 8_000L);
        assertThat(model(report, "H100").gpus()).isEqualTo(new Capacity(24_000, 6_000, 2_000, out));
        assertThat(model(report, "L4").gpus())
                .isEqualTo(new Capacity(4_000, 0, 3_000, Map.of("unhealthy", 1_000L)));
        assertThat(report.gpus().total()).isEqualTo(28_000);
        assertThat(report.gpus().out()).isEqualTo(17_000);
        assertThat(report.unhealthy()).isEqualTo(1);
        assertThat(report.cpuMillis().held()).isEqualTo(8_000);
        assertThat(report.cpuMillis().total()).isEqualTo(4 * 64_000);
        assertThat(report.memoryMib().unavailable())
                .isEqualTo(Map.of("cordoned", 512_000L, "disconnected", 512_000L));
        assertThat(report.nodes())
                .containsEntry(Availability.OPEN, 2)
                .containsEntry(Availability.CORDONED, 1)
                .containsEntry(Availability.DISCONNECTED, 1)
                .containsEntry(Availability.DRAINING, 0);
        assertThat(report.models()).extracting(Model::name).containsExactly("H100", "L4");
    }

    @Test
    void howManyMoreFitIsWhatTheEngineSays() {
        fleet.node(1, 8, "H100");
        fleet.node(2, 8, "H100");
        fleet.submit(1, 3);

        assertThat(Objects.requireNonNull(model(report(), "H100").room()).requests())
                .isEqualTo(Map.of(1, 13L, 2, 6L, 4, 3L, 8, 1L));
    }

    @Test
    void useIsTheMeanOfReadingsThatAreNotTooOld() {
        NodeId one = fleet.node(1, 2, "H100");
        NodeId two = fleet.node(2, 2, "H100");
        fleet.submit(1, 1);
        telemetry.of(two).measured(List.of(use(0, 100), use(1, 100)), fleet.time.now());
        fleet.time.advance(Duration.ofSeconds(30));
        telemetry.of(one).measured(List.of(use(0, 90), use(1, 10)), fleet.time.now());

        Use use = model(report(), "H100").use();

        assertThat(use.read()).isEqualTo(2);
        assertThat(use.percent()).isEqualTo(50.0);
        assertThat(use.heldRead()).isEqualTo(1);
        assertThat(report().use().percent()).isNull();
    }

    private static GpuReading use(int index, int percent) {
        return new GpuReading(index, percent, 1, 2, 30, null);
    }

    @Test
    void aDeviceThatIsHeldAndHardlyUsedForLongIsIdle() {
        NodeId node = fleet.node(1, 2, "H100");
        WorkloadId first = fleet.submit(1, 1);
        fleet.runs(first, 1);
        for (int i = 0; i < 32; i++) {
            fleet.time.advance(Duration.ofSeconds(30));
            telemetry.of(node).measured(List.of(use(0, 2), use(1, 2)), fleet.time.now());
        }
        assertThat(report().use().idle()).isEqualTo(1);

        fleet.runs(fleet.submit(2, 1), 1);
        telemetry.of(node).measured(List.of(use(0, 2), use(1, 2)), fleet.time.now());

        assertThat(report().use().idle()).as("of one that began just now").isEqualTo(1);
    }

    @Test
    void tellsWhatWaitsAndForWhat() {
        fleet.node(1, 2, "H100");
        fleet.submit(1, 2);
        WorkloadId waits = fleet.submit(2, 1);
        fleet.time.advance(Duration.ofSeconds(1));
        fleet.submit(3, 8);

        FleetReport.Work work = report().work();

        assertThat(work.states()).containsEntry(WorkloadState.PENDING, 2);
        assertThat(work.waitingFor()).isEqualTo(Map.of("gpu_busy", 1, "never_here", 1));
        assertThat(Objects.requireNonNull(work.oldest()).workload()).isEqualTo(waits);
    }

    @Test
    void whoSeesNothingOfAWorkloadLearnsNoName() {
        NodeId node = fleet.node(1, 2, "H100");
        WorkloadId held = fleet.submit(1, 2);
        fleet.submit(2, 1);

        FleetReport seen = told(reply -> operations.show(ANN, reply));
        NodeDetail detail = told(reply -> operations.node(ANN, node, reply));

        assertThat(Objects.requireNonNull(seen.work().oldest()).workload()).isNull();
        assertThat(detail.devices())
                .allSatisfy(device ->
                        assertThat(device.holders())
                                .containsExactly(new DeviceUse.Holder(null, 1000, 81_920, null)));
        assertThat(device(node).holders())
                .extracting(DeviceUse.Holder::workload)
                .containsExactly(held);
    }

    @Test
    void theMapHasEveryDeviceInTheOrderOfItsNodesNames() {
        NodeId two = fleet.node(2, 2, "L4");
        NodeId one = fleet.node(1, 4, "H100");
        fleet.tell(
                new Command.SetNodeCondition(
                        one, NodeRecord.GPU_UNHEALTHY + "3", ConditionStatus.TRUE, "hot"));
        fleet.submit(1, 3);
        fleet.lose(2);
        telemetry.of(one).measured(List.of(use(1, 77)), fleet.time.now());

        FleetMap map = told(reply -> operations.map(Caller.GATEWAY, reply));

        assertThat(map.ids()).containsExactly(one, two);
        assertThat(map.devices().stream()).containsExactly(4, 2);
        assertThat(map.models()).containsExactly("H100", "L4");
        assertThat(map.model().stream()).containsExactly(0, 0, 0, 0, 1, 1);
        assertThat(map.state().stream()).containsExactly(1, 1, 1, 3, 5, 5);
        assertThat(FleetMap.State.values())
                .extracting(FleetMap.State::number)
                .containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(map.heldPercent().stream()).containsExactly(100, 100, 100, 0, 0, 0);
        assertThat(map.use().stream()).containsExactly(-1, 77, -1, -1, -1, -1);
        assertThat(map.celsius().stream()).containsExactly(-1, 30, -1, -1, -1, -1);
        assertThat(map.revision()).isEqualTo(fleet.view.revision());
    }

    private DeviceUse device(NodeId node) {
        NodeDetail detail = told(reply -> operations.node(Caller.GATEWAY, node, reply));
        return detail.devices().getFirst();
    }

    @Test
    void allWhoAskInOneMomentAreToldWhatWasAddedUpOnce() {
        fleet.node(1, 2, "H100");
        List<Answer<FleetReport>> answers = new ArrayList<>();
        operations.show(Caller.GATEWAY, answers::add);
        operations.show(Caller.GATEWAY, answers::add);
        work();
        operations.show(Caller.GATEWAY, answers::add);

        assertThat(answers).hasSize(3);
        assertThat(fleet.asked()).isEqualTo(1);
        fleet.time.advance(Duration.ofMillis(1001));
        operations.show(Caller.GATEWAY, answers::add);
        work();
        assertThat(fleet.asked()).isEqualTo(2);
        assertThat(answers).hasSize(4);
    }
}
