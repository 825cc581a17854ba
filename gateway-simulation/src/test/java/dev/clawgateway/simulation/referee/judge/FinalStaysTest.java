package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FinalStaysTest {
    private final Stage stage = new Stage(new FinalStays());

    @Test
    void takesTheSameEndAgain() {
        stage.lists(Stage.info(1, WorkloadState.COMPLETED, 1));
        stage.pass(1);

        stage.lists(Stage.info(1, WorkloadState.COMPLETED, 1));
    }

    @Test
    void findsAnEndThatIsTakenBack() {
        stage.lists(Stage.info(1, WorkloadState.COMPLETED, 1));
        stage.pass(1);

        stage.broken(
                () -> stage.lists(Stage.info(1, WorkloadState.RUNNING, 1)),
                "was shown as [completed, attempt 1, exit code unknown], and is shown as [running");
    }

    @Test
    void findsAnotherExitCode() {
        stage.lists(Stage.info(1, WorkloadState.FAILED, 1, 3, null, null));
        stage.pass(1);

        stage.broken(
                () -> stage.lists(Stage.info(1, WorkloadState.FAILED, 1, 4, null, null)),
                "exit code 4");
    }

    @Test
    void takesAnAnswerThatWasAskedForBefore() {
        long asked = stage.asksForAll();
        stage.pass(1);
        stage.lists(Stage.info(1, WorkloadState.COMPLETED, 1));
        stage.pass(1);

        stage.answered(
                asked, new CliReply.Workloads(List.of(Stage.info(1, WorkloadState.RUNNING, 1))));
    }

    @Test
    void findsAnEndThatWasConfirmedAndIsNotShown() {
        stage.machine("m1");
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        long report = stage.reports("m1", link, 1, 1, WorkloadState.COMPLETED, 0);
        stage.beats("m1", link, report);
        stage.pass(1);

        stage.broken(
                () -> stage.lists(Stage.info(1, WorkloadState.RUNNING, 1)),
                "its node was confirmed that it has ended");
    }

    @Test
    void takesAnEndThatIsNotConfirmedYet() {
        stage.machine("m1");
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.reports("m1", link, 1, 1, WorkloadState.COMPLETED, 0);
        stage.beats("m1", link, null);
        stage.pass(1);

        stage.lists(Stage.info(1, WorkloadState.RUNNING, 1));
    }
}
