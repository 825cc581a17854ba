package dev.clawgateway.simulation.referee.rest;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.operator.info.VirtualClusterInfo;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.GpuUse;
import dev.clawgateway.protocol.claw.parts.NodeState;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RoomAtRestTest {
    private final Stage stage = new Stage(new RoomAtRest());

    @BeforeEach
    void registered() {
        stage.machine("m1");
        stage.registers("m1", List.of());
    }

    @Test
    void takesANodeOnWhichAllIsFree() {
        shows(0);
        stage.lists();

        stage.rested(WorldFact.Rest.STOPPED);
    }

    @Test
    void findsDevicesThatNobodyHoldsAndThatAreNotFree() {
        shows(1000);
        stage.lists();

        stage.broken(
                () -> stage.rested(WorldFact.Rest.STOPPED),
                "1000 thousandths of its GPUs are held");
    }

    @Test
    void findsWhatWaitsThoughThereIsRoom() {
        shows(0);
        stage.lists();
        stage.rested(WorldFact.Rest.STOPPED);
        stage.answered(
                stage.asks(new CliRequest.StartWorkload(Stage.node("m1"), Stage.spec(7, 1), true)),
                new CliReply.SchedulingStatus(
                        Stage.id(7),
                        WorkloadState.PENDING,
                        List.of(),
                        null,
                        List.of(),
                        null,
                        null));
        shows(0);
        stage.lists(Stage.info(7, WorkloadState.PENDING, 0));

        stage.broken(() -> stage.rested(WorldFact.Rest.FOLLOWED), "waits, and has had room on");
    }

    @Test
    void findsWhatIsNotHadThoughItsNodeIsThereAndFree() {
        isRefused();

        stage.broken(() -> stage.rested(WorldFact.Rest.FILLED), "all it has can not be had");
    }

    @Test
    void takesThatANodeWhichCameLaterWasNotToBeHad() {
        isRefused();
        stage.pass(1);
        stage.registers("m1", List.of());

        stage.rested(WorldFact.Rest.FILLED);
    }

    /** Whoever wants all that the machine has. */
    private void isRefused() {
        shows(0);
        stage.lists();
        stage.rested(WorldFact.Rest.STOPPED);
        stage.answered(
                stage.asks(new CliRequest.StartWorkload(Stage.node("m1"), Stage.spec(7, 1), false)),
                new CliReply.Failure(1004, "disconnected", "start_workload"));
        shows(0);
        stage.lists();
    }

    @Test
    void findsAQuotaThatIsNotGivenBack() {
        showsAQuotaThatIsHeld();

        stage.broken(() -> stage.rested(WorldFact.Rest.EMPTY), "virtual cluster research holds");
    }

    @Test
    void findsAQuotaThatIsNotGivenBackWhileItsNodesAreThere() {
        shows(0);
        showsAQuotaThatIsHeld();

        stage.broken(() -> stage.rested(WorldFact.Rest.EMPTY), "virtual cluster research holds");
    }

    @Test
    void takesThatANodeWhichIsAwayHoldsSomethingUntilItIsGivenUp() {
        shows(0, NodeState.OFFLINE);
        stage.pass(100);
        showsAQuotaThatIsHeld();
        stage.rested(WorldFact.Rest.EMPTY);

        stage.pass(100);
        stage.broken(() -> stage.rested(WorldFact.Rest.EMPTY), "virtual cluster research holds");
    }

    private void showsAQuotaThatIsHeld() {
        stage.lists();
        stage.answered(
                stage.asks(new CliRequest.ListVirtualClusters()),
                new CliReply.VirtualClusters(
                        List.of(
                                new VirtualClusterInfo(
                                        new VirtualCluster(
                                                "research",
                                                null,
                                                VirtualCluster.Quota.NONE,
                                                VirtualCluster.Quota.UNLIMITED,
                                                1),
                                        new VirtualCluster.Quota(1000, 0, 0),
                                        0,
                                        0))));
    }

    @Test
    void findsAQueueInWhichSomebodyIsLeft() {
        stage.lists();
        stage.answered(stage.asks(new CliRequest.ListQueue(10)), new CliReply.Queue(1, List.of()));

        stage.broken(() -> stage.rested(WorldFact.Rest.EMPTY), "1 wait in queues");
    }

    @Test
    void findsACountThatDoesNotFit() {
        stage.lists(Stage.info(1, WorkloadState.COMPLETED, 1));
        stage.answered(
                stage.asks(new CliRequest.GetStatus()),
                new CliReply.Status(1, 1, 2, 1, 48_000, "1", 5, true, null));

        stage.broken(() -> stage.rested(WorldFact.Rest.EMPTY), "1 workloads are counted as active");
    }

    @Test
    void findsThatWhatFitsIsNotStarted() {
        shows(0);
        stage.lists();
        stage.rested(WorldFact.Rest.STOPPED);
        long filler =
                stage.asks(new CliRequest.StartWorkload(Stage.node("m1"), Stage.spec(1, 2), false));
        stage.answered(filler, new CliReply.Failure(1004, "gpu_busy", "start_workload"));

        stage.broken(() -> stage.rested(WorldFact.Rest.FILLED), "can not be had: gpu_busy");
    }

    @Test
    void takesThatANodeIsLeftAloneAWhileLonger() {
        shows(0, NodeState.HEALTHY, "refused 8 starts, avoided for 480 s");
        stage.lists();
        stage.rested(WorldFact.Rest.STOPPED);
        long filler =
                stage.asks(new CliRequest.StartWorkload(Stage.node("m1"), Stage.spec(1, 2), false));
        stage.answered(filler, new CliReply.Failure(1004, "avoided", "start_workload"));
        shows(0);

        stage.rested(WorldFact.Rest.FILLED);
    }

    @Test
    void takesAFillerThatStarts() {
        shows(0);
        stage.lists();
        stage.rested(WorldFact.Rest.STOPPED);
        long filler =
                stage.asks(new CliRequest.StartWorkload(Stage.node("m1"), Stage.spec(1, 2), false));
        stage.answered(filler, new CliReply.WorkloadStarted(Stage.id(1), Stage.node("m1")));

        stage.rested(WorldFact.Rest.FILLED);
    }

    @Test
    void findsANodeThatIsThereAndShownAsOffline() {
        shows(0, NodeState.OFFLINE);
        stage.lists();

        stage.broken(() -> stage.rested(WorldFact.Rest.QUIET), "m1 is shown as offline");
    }

    @Test
    void takesANodeThatCameAMomentAfterItWasShownAsOffline() {
        shows(0, NodeState.OFFLINE);
        stage.lists();
        stage.pass(1);
        stage.registers("m1", List.of());

        stage.rested(WorldFact.Rest.QUIET);
    }

    private void shows(long held) {
        shows(held, NodeState.HEALTHY);
    }

    private void shows(long held, NodeState state) {
        shows(held, state, null);
    }

    private void shows(long held, NodeState state, @Nullable String avoided) {
        NodeCapacity capacity =
                new NodeCapacity(
                        List.of(new Gpu(0, "L4", 24_000, "m1-a"), new Gpu(1, "L4", 24_000, "m1-b")),
                        8000,
                        64_000,
                        List.of("process"));
        NodeInfo node =
                new NodeInfo(
                        Stage.node("m1"),
                        "m1",
                        state,
                        2,
                        48_000,
                        0,
                        null,
                        new Capabilities(capacity),
                        null,
                        null,
                        new GpuUse(held, 2000 - held, 0, null, List.of(), List.of()),
                        avoided,
                        false,
                        null);
        stage.answered(
                stage.asks(new CliRequest.ListNodes(null, true)),
                new CliReply.Nodes(List.of(node), 1L, null));
    }
}
