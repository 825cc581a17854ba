package dev.clawgateway.simulation.referee.access;

import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.Promises;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LetInAgainTest {
    private final Stage stage = new Stage(new LetInAgain());
    private long link;

    @BeforeEach
    void aMachineIsThere() {
        stage.machine("m1");
        link = stage.registers("m1", List.of());
        stage.pass(1000);
    }

    @Test
    void findsANodeThatStaysOutside() {
        stage.broken(this::prolonged, "never gets in again");
    }

    @Test
    void takesOneThatIsAnswered() {
        stage.beats("m1", link, null);

        prolonged();
    }

    @Test
    void expectsNoneThatGoesByTheIdOfAnother() {
        stage.machine("m2", Promises.AGENT.cloned());
        stage.beats("m1", link, null);

        prolonged();
    }

    @Test
    void saysNothingBeforeItHasHadItsTime() {
        stage.rested(WorldFact.Rest.QUIET);
    }

    private void prolonged() {
        stage.tell(new AccessFact.Prolonged("office"));
    }
}
