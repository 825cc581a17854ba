package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SparedGpusTest {
    private static final String SECOND = "gpu-unhealthy/m1-b";
    private static final String BY_NUMBER = "gpu-unhealthy/1";

    private final Stage stage = new Stage(new SparedGpus());

    @BeforeEach
    void machine() {
        stage.machine("m1");
    }

    @Test
    void findsAStartOnADeviceThatItsNodeCallsUnhealthy() {
        registers(List.of(), SECOND);
        submitsLater(1, false);

        stage.start("m1", 1, 1, 1, 0);
        submitsLater(2, false);
        stage.broken(() -> stage.start("m1", 1, 2, 1, 1), "GPU 1 was unhealthy before");
    }

    @Test
    void findsItByTheNumberOfTheDevice() {
        registers(List.of(), BY_NUMBER);
        submitsLater(1, false);

        stage.broken(() -> stage.start("m1", 1, 1, 1, 1), "GPU 1 was unhealthy before");
    }

    @Test
    void takesAStartThatWasDecidedBefore() {
        stage.submits(1, leaving(1, false));
        registers(List.of(), SECOND);

        stage.start("m1", 1, 1, 1, 1);
    }

    @Test
    void findsAnyDeviceOfANodeThatPicksByItself() {
        registers(null, SECOND);
        submitsLater(1, false);

        stage.broken(() -> stage.start("m1", 1, 1, 1, 0), "GPU 1 was unhealthy before");
    }

    @Test
    void findsAStartOnADeviceThatAnOperatorTookOut() {
        registers(List.of());
        says(SECOND, true);
        submitsLater(1, false);

        stage.broken(() -> stage.start("m1", 1, 1, 1, 1), "GPU 1 was unhealthy before");
    }

    @Test
    void takesTheWordOfAnOperatorBeforeThatOfTheNode() {
        registers(List.of(), SECOND);
        says(SECOND, false);
        submitsLater(1, false);

        stage.start("m1", 1, 1, 1, 1);
    }

    @Test
    void findsWhoAskedToLeaveAndRunsOn() {
        registers(List.of());
        submitsLater(1, true);
        stage.start("m1", 1, 1, 1, 1);
        says(SECOND, true);
        stage.pass(1);

        stage.lists(shown(1, WorkloadState.STOPPING));
        stage.lists(shown(1, WorkloadState.STARTING, "eviction"));
        stage.broken(() -> stage.lists(shown(1, WorkloadState.RUNNING)), "asked to leave");
    }

    @Test
    void takesWhoStays() {
        registers(List.of());
        submitsLater(1, false);
        stage.start("m1", 1, 1, 1, 1);
        says(SECOND, true);
        stage.pass(1);

        stage.lists(shown(1, WorkloadState.RUNNING));
    }

    private void registers(@Nullable List<RunningWorkload> running, String... unhealthy) {
        List<Gpu> gpus =
                List.of(new Gpu(0, "L4", 24_000, "m1-a"), new Gpu(1, "L4", 24_000, "m1-b"));
        List<NodeCondition> conditions =
                Stream.of(unhealthy)
                        .map(type ->
                                new NodeCondition(
                                        type,
                                        ConditionStatus.TRUE,
                                        Instant.EPOCH,
                                        Instant.EPOCH,
                                        null,
                                        null,
                                        0))
                        .toList();
        Capabilities all =
                new Capabilities(
                        new NodeCapacity(gpus, 8000, 64_000, List.of("process")),
                        conditions,
                        Map.of(),
                        List.of());
        stage.said(
                "m1",
                1,
                new NodeMessage.Register(Stage.node("m1"), "m1", all, 1, null, null, running));
        stage.told("m1", 1, new NodeCommand.Registered(Stage.node("m1"), 30, 10));
    }

    private void says(String condition, boolean on) {
        stage.pass(1);
        long request =
                stage.asks(
                        new CliRequest.UpdateNodeCondition(Stage.node("m1"), condition, on, null));
        stage.answered(request, new CliReply.NodeConditionUpdated(Stage.node("m1"), condition, on));
    }

    private void submitsLater(int workload, boolean leaves) {
        stage.pass(1);
        stage.submits(workload, leaving(workload, leaves));
    }

    private static WorkloadSpec leaving(int workload, boolean leaves) {
        WorkloadSpec one = Stage.spec(workload, 1);
        SchedulingRequirements none = SchedulingRequirements.NONE;
        return new WorkloadSpec(
                one.image(),
                one.command(),
                one.env(),
                one.gpuCount(),
                one.memoryMib(),
                one.cpuMillis(),
                one.labels(),
                new SchedulingRequirements(
                        none.gates(),
                        null,
                        none.node(),
                        none.neighbours(),
                        new QueueTerms(
                                QueueTerms.DEFAULT_CLUSTER, 0, true, false, null, null, leaves),
                        null,
                        null,
                        null));
    }

    private static WorkloadInfo shown(int workload, WorkloadState state) {
        return shown(workload, state, null);
    }

    private static WorkloadInfo shown(
            int workload, WorkloadState state, @Nullable String stopCause) {
        return new WorkloadInfo(
                Stage.id(workload),
                Stage.node("m1"),
                state,
                "process",
                Instant.EPOCH,
                null,
                null,
                null,
                List.of(1),
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                stopCause,
                null,
                0,
                null,
                List.of());
    }
}
