package dev.clawgateway.simulation.referee.session;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.Promises;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RepeatsTest {
    private final Stage stage = new Stage(new Repeats());
    private long link;

    @BeforeEach
    void runs() {
        stage.machine("m1");
        stage.submits(1, 1);
        link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
    }

    private long ends(long on) {
        return stage.reports("m1", on, 1, 1, WorkloadState.COMPLETED, 0);
    }

    private long returns() {
        stage.pass(1);
        return stage.registers("m1", List.of(Stage.runs(1, 1)));
    }

    @Test
    void findsAnEndThatIsNotSaidAgain() {
        ends(link);
        stage.beats("m1", link, 0L);
        long next = returns();
        stage.beats("m1", next, null);

        stage.broken(() -> stage.beats("m1", next, null), "does not say it again");
    }

    @Test
    void takesAnEndThatIsSaidAgain() {
        ends(link);
        long next = returns();
        ends(next);

        stage.beats("m1", next, null);
        stage.beats("m1", next, null);
    }

    @Test
    void takesAnEndThatWasConfirmed() {
        stage.beats("m1", link, ends(link));
        long next = returns();

        stage.beats("m1", next, null);
        stage.beats("m1", next, null);
    }

    @Test
    void takesARepetitionOfWhatWasConfirmedThatIsNotRepeatedAgain() {
        stage.beats("m1", link, ends(link));
        ends(link);
        long next = returns();

        stage.beats("m1", next, null);
        stage.beats("m1", next, null);
    }

    @Test
    void leavesAnEndAloneOfWhatWasNeverBegun() {
        stage.reports("m1", link, 2, 1, WorkloadState.STOPPED, null);
        long next = returns();

        stage.beats("m1", next, null);
        stage.beats("m1", next, null);
    }

    @Test
    void waitsForTheSecondHeartbeat() {
        ends(link);
        long next = returns();

        stage.beats("m1", next, null);
    }

    @Test
    void leavesAProgramAloneThatEnded() {
        ends(link);
        stage.tell(new MachineFact.AgentEnded("m1", Stage.node("m1")));
        stage.tell(new MachineFact.AgentStarted("m1", Stage.node("m1"), Promises.AGENT));
        long next = returns();

        stage.beats("m1", next, null);
        stage.beats("m1", next, null);
    }
}
