package dev.clawgateway.simulation.referee.session;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InOrderTest {
    private final Stage stage = new Stage(new InOrder());

    @Test
    void takesASessionInOrder() {
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);

        stage.beats("m1", link, stage.reports("m1", link, 1, 1, WorkloadState.RUNNING, null));
    }

    @Test
    void findsAStartBeforeTheRegistrationIsAnswered() {
        stage.broken(() -> stage.start("m1", 9, 1, 1, 0), "start_workload before registered");
    }

    @Test
    void findsAnAnswerToNoHeartbeat() {
        long link = stage.registers("m1", List.of());

        stage.broken(
                () -> stage.told("m1", link, new NodeCommand.HeartbeatAck(Instant.EPOCH, null)),
                "1 heartbeats answered");
    }

    @Test
    void findsAReceiptForWhatWasNotReported() {
        long link = stage.registers("m1", List.of());

        stage.broken(() -> stage.beats("m1", link, 3L), "report 3 is confirmed");
    }

    @Test
    void findsAReceiptThatGoesBack() {
        long link = stage.registers("m1", List.of());
        stage.reports("m1", link, 1, 1, WorkloadState.RUNNING, null);
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, 1);
        stage.beats("m1", link, 2L);

        stage.broken(() -> stage.beats("m1", link, 1L), "confirmed after report 2");
    }
}
