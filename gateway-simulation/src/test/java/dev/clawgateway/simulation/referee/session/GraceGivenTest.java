package dev.clawgateway.simulation.referee.session;

import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.MachineFact.Ended.Cause;
import dev.clawgateway.simulation.referee.fact.Promises;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GraceGivenTest {
    private final Stage stage = new Stage(new GraceGiven());
    private long link;
    private long process;

    @BeforeEach
    void runs() {
        stage.machine("m1");
        stage.submits(1, 1);
        link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        process = stage.ran("m1", 1, 1, "a");
    }

    private void killed() {
        stage.ended("m1", process, 1, 1, Cause.KILLED);
    }

    @Test
    void findsAKillBeforeTheGraceIsOver() {
        stage.stop("m1", link, 1, 1, 30);
        stage.pass(28);

        stage.broken(this::killed, "had 30 s on m1, and was killed after 28000 ms");
    }

    @Test
    void takesAKillAfterTheGrace() {
        stage.stop("m1", link, 1, 1, 30);
        stage.pass(30);

        killed();
    }

    @Test
    void takesAKillThatWasTold() {
        stage.stop("m1", link, 1, 1, 30);
        stage.pass(5);
        stage.stop("m1", link, 1, 1, 0);

        killed();
    }

    @Test
    void takesWhatNobodyWasToldToStop() {
        killed();
    }

    @Test
    void takesAnEndThatSomebodyElseMade() {
        stage.stop("m1", link, 1, 1, 30);

        stage.ended("m1", process, 1, 1, Cause.BY_OTHERS);
    }

    @Test
    void takesAKillThatMakesRoomForALaterAttempt() {
        stage.stop("m1", link, 1, 1, 30);
        stage.start("m1", link, 1, 2, 0);

        killed();
    }

    @Test
    void leavesAProgramAloneThatHasBegunSince() {
        stage.stop("m1", link, 1, 1, 30);
        stage.pass(2);
        stage.tell(new MachineFact.AgentEnded("m1", Stage.node("m1")));
        stage.tell(new MachineFact.AgentStarted("m1", Stage.node("m1"), Promises.AGENT));

        killed();
    }
}
