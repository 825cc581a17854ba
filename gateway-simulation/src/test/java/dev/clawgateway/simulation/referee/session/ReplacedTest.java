package dev.clawgateway.simulation.referee.session;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReplacedTest {
    private final Stage stage = new Stage(new Replaced());

    @BeforeEach
    void runs() {
        stage.machine("m1");
        stage.machine("m2");
        stage.submits(1, 1);
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
    }

    private void begunElsewhere() {
        stage.start("m2", stage.registers("m2", List.of()), 1, 2, 0);
        stage.pass(1);
    }

    private long returns() {
        long link = stage.registers("m1", List.of(Stage.runs(1, 1)));
        stage.beats("m1", link, null);
        return link;
    }

    @Test
    void takesWhatIsCurrent() {
        long link = returns();

        stage.beats("m1", link, null);
    }

    @Test
    void findsAnOldAttemptThatIsLetRun() {
        begunElsewhere();
        long link = returns();

        stage.broken(() -> stage.beats("m1", link, null), "is not told to stop it");
    }

    @Test
    void takesAnOldAttemptThatIsToldToStop() {
        begunElsewhere();
        long link = returns();
        stage.stop("m1", link, 1, 1, 0);

        stage.beats("m1", link, null);
    }

    @Test
    void findsWhatHasEndedAndIsLetRun() {
        stage.lists(Stage.info(1, WorkloadState.FAILED, 1));
        stage.pass(1);
        long link = returns();

        stage.broken(() -> stage.beats("m1", link, null), "is not current");
    }

    @Test
    void takesARepetitionOfWhatItsNodeSaidToBeOver() {
        long first = stage.registers("m1", List.of(Stage.runs(1, 1)));
        stage.reports("m1", first, 1, 1, WorkloadState.FAILED, 1);
        begunElsewhere();
        long link = returns();

        stage.beats("m1", link, null);
    }

    @Test
    void leavesAloneWhatWasReplacedSince() {
        long link = returns();
        begunElsewhere();

        stage.beats("m1", link, null);
    }
}
