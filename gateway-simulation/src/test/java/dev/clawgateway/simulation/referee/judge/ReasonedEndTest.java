package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReasonedEndTest {
    private final Stage stage = new Stage(new ReasonedEnd());
    private long link;

    @BeforeEach
    void started() {
        stage.machine("m1");
        stage.submits(1, 1);
        link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void takesWhatItsNodeSaid() {
        stage.reports("m1", link, 1, 1, WorkloadState.COMPLETED, 0);

        stage.lists(Stage.info(1, WorkloadState.COMPLETED, 1));
    }

    @Test
    void takesWhatANodeThatDoesNotCountSaidTwice() {
        saysWithoutNumber("m1", WorkloadState.STOPPED);
        saysWithoutNumber("m1", WorkloadState.STOPPED);

        stage.lists(Stage.info(1, WorkloadState.STOPPED, 2));
        stage.broken(
                () -> stage.lists(Stage.info(1, WorkloadState.COMPLETED, 2)), "no node said so");
    }

    @Test
    void takesWhatAnotherMachineWithTheSameIdSaid() {
        saysWithoutNumber("m2", WorkloadState.STOPPED);

        stage.lists(Stage.info(1, WorkloadState.STOPPED, 1));
        stage.broken(
                () -> stage.lists(Stage.info(1, WorkloadState.COMPLETED, 1)), "no node said so");
    }

    private void saysWithoutNumber(String machine, WorkloadState state) {
        stage.tell(
                new NodeFact.Said(
                        machine,
                        Stage.node("m1"),
                        link,
                        new NodeMessage.WorkloadUpdate(
                                Stage.id(1), state, null, Instant.EPOCH, null, null)));
    }

    @Test
    void findsACompletionThatNobodyReported() {
        stage.broken(
                () -> stage.lists(Stage.info(1, WorkloadState.COMPLETED, 1)), "no node said so");
    }

    @Test
    void findsALossOfANodeInTouch() {
        stage.pass(60);
        stage.beats("m1", link, null);
        stage.pass(119);

        stage.broken(() -> stage.lists(Stage.info(1, WorkloadState.FAILED, 1)), "was in touch");
    }

    @Test
    void takesALossOfANodeThatMayHaveBeenSilent() {
        stage.pass(120);

        stage.lists(Stage.info(1, WorkloadState.FAILED, 1));
    }

    @Test
    void findsALossThatTheGatewaysOwnPauseMade() {
        stage.tell(new WorldFact.GatewayPaused());
        stage.pass(150);
        stage.tell(new WorldFact.GatewayResumed());
        stage.pass(1);

        stage.broken(() -> stage.lists(Stage.info(1, WorkloadState.FAILED, 1)), "was in touch");
    }

    @Test
    void findsALossOfWhichItsNodeHeardLater() {
        stage.tell(new WorldFact.GatewayPaused());
        stage.pass(150);
        stage.tell(new WorldFact.GatewayResumed());
        link = stage.registers("m1", List.of(Stage.runs(1, 1)));
        stage.stop("m1", link, 1, 1, 0);
        stage.reports("m1", link, 1, 1, WorkloadState.STOPPED, null);

        stage.broken(() -> stage.lists(lost()), "was in touch");
    }

    @Test
    void takesALossThatIsOne() {
        stage.pass(120);
        link = stage.registers("m1", List.of(Stage.runs(1, 1)));
        stage.stop("m1", link, 1, 1, 0);
        stage.reports("m1", link, 1, 1, WorkloadState.STOPPED, null);

        stage.lists(lost());
    }

    /** The start lay before a node that stood still, was lost and came back to a later gateway. */
    @Test
    void takesALossBeforeTheStartArrived() {
        stage.submits(2, 1);
        stage.pass(120);
        stage.tell(new WorldFact.GatewayEnded(1, false));
        stage.tell(new WorldFact.GatewayStarted(2));
        stage.pass(1);
        stage.start("m1", link, 2, 1, 0);

        stage.lists(lost(2));
    }

    private static WorkloadInfo lost() {
        return lost(1);
    }

    private static WorkloadInfo lost(int workload) {
        WorkloadInfo info = Stage.info(workload, WorkloadState.FAILED, 1);
        return new WorkloadInfo(
                info.workloadId(),
                info.nodeId(),
                info.state(),
                info.image(),
                info.createdAt(),
                null,
                null,
                null,
                info.gpuIds(),
                info.attempt(),
                null,
                "node m1 was lost",
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                0,
                null,
                List.of());
    }

    @Test
    void findsALossThatItsRestartMade() {
        stage.tell(new WorldFact.GatewayEnded(1, false));
        stage.pass(150);
        stage.tell(new WorldFact.GatewayStarted(2));
        stage.pass(60);

        stage.broken(() -> stage.lists(Stage.info(1, WorkloadState.FAILED, 1)), "was in touch");
    }

    @Test
    void findsAStopThatNobodyAskedFor() {
        stage.broken(
                () -> stage.lists(Stage.info(1, WorkloadState.STOPPED, 1, null, "request", null)),
                "stopped on request of nobody");
    }

    @Test
    void findsATimeLimitThatIsReachedTooEarly() {
        stage.submits(2, Stage.limited(3, Duration.ofHours(1)));
        stage.start("m1", link, 2, 1, Stage.limited(3, Duration.ofHours(1)), 1);
        stage.pass(1800);

        stage.broken(
                () ->
                        stage.lists(
                                Stage.info(2, WorkloadState.STOPPING, 1, null, "time_limit", null)),
                "can have run for 1800 s at most");
    }
}
