package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OneGrantTest {
    private final Stage stage = new Stage(new OneGrant());

    @BeforeEach
    void machine() {
        stage.machine("m1");
    }

    @Test
    void takesDevicesGivenOnce() {
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.start("m1", link, 2, 1, 1);
        stage.reports("m1", link, 1, 1, WorkloadState.COMPLETED, 0);

        stage.start("m1", link, 3, 1, 0);
    }

    @Test
    void findsADeviceGivenTwice() {
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);

        stage.broken(() -> stage.start("m1", link, 2, 1, 0), "2000 thousandths of device m1-a");
    }

    @Test
    void takesSharesUpToTheWhole() {
        long link = stage.registers("m1", List.of());
        stage.startShare("m1", link, 1, 400, 0);

        stage.startShare("m1", link, 2, 600, 0);
    }

    @Test
    void findsSharesBeyondTheWhole() {
        long link = stage.registers("m1", List.of());
        stage.startShare("m1", link, 1, 400, 0);

        stage.broken(() -> stage.startShare("m1", link, 2, 700, 0), "1100 thousandths");
    }

    @Test
    void takesTheSameStartAgain() {
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        long next = stage.registers("m1", List.of());

        stage.start("m1", next, 1, 1, 0);
    }

    @Test
    void findsADeviceGivenWhileItsStartIsRepeated() {
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        long next = stage.registers("m1", List.of());
        stage.start("m1", next, 2, 1, 0);

        stage.broken(() -> stage.start("m1", next, 1, 1, 0), "2000 thousandths");
    }

    @Test
    void takesADeviceBehindTheKillOfWhatWasLost() {
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.pass(130);
        long next = stage.registers("m1", List.of(Stage.runs(1, 1)));
        stage.stop("m1", next, 1, 1, 0);

        stage.start("m1", next, 2, 1, 0);
    }

    @Test
    void findsADeviceGivenAwayByForceAlone() {
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.stop("m1", link, 1, 1, 0);

        stage.broken(() -> stage.start("m1", link, 2, 1, 0), "2000 thousandths");
    }

    @Test
    void findsWorkForANodeThatMayStillRunWhatWasLost() {
        long link = stage.registers("m1", null);
        stage.start("m1", link, 1, 1, 0, 1);
        stage.pass(130);
        long next = stage.registers("m1", null);
        stage.stop("m1", next, 1, 1, 0);
        stage.pass(10);

        stage.broken(() -> stage.start("m1", next, 2, 1, 0), "has 2 GPUs, was told to use 2");
    }

    @Test
    void takesWorkForANodeThatHadTheTimeToStop() {
        long link = stage.registers("m1", null);
        stage.start("m1", link, 1, 1, 0, 1);
        stage.pass(130);
        long next = stage.registers("m1", null);
        stage.stop("m1", next, 1, 1, 0);
        stage.pass(31);

        stage.start("m1", next, 2, 1, 0);
    }

    @Test
    void findsMoreCoresGivenThanThereAre() {
        long link = stage.registers("m1", List.of());
        for (int i = 1; i <= 8; i++) {
            stage.start("m1", link, i, 1);
        }

        stage.broken(() -> stage.start("m1", link, 9, 1), "9000 of the 8000 millicores");
    }

    @Test
    void takesAStartThatCrossesTheEndItRepeats() {
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, 1);
        stage.start("m1", link, 1, 1, 0);

        stage.start("m1", link, 2, 1, 0);
    }

    @Test
    void takesADeviceBesideWhatIsEndedForOneThatIsGone() {
        long link = stage.registers("m1", null);
        stage.start("m1", link, 1, 1, 1);
        stage.saysRegister("m1", link, 1, null);
        stage.told("m1", link, new NodeCommand.Registered(Stage.node("m1"), 30, 10));
        stage.stop("m1", link, 1, 1, 30);

        stage.start("m1", link, 2, 1, 0);
    }

    @Test
    void findsMoreDevicesGivenThanANodeHasThatPicksThemItself() {
        long link = stage.registers("m1", null);
        stage.start("m1", link, 1, 1, 0);

        stage.broken(() -> stage.start("m1", link, 2, 1, 0, 1), "is told to use 2 more");
    }
}
