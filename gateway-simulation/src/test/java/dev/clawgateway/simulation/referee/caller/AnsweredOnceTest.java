package dev.clawgateway.simulation.referee.caller;

import dev.clawgateway.simulation.referee.fact.LinkFact;
import dev.clawgateway.simulation.referee.fact.OpenClawFact.Answered;
import dev.clawgateway.simulation.referee.fact.OpenClawFact.Asked;
import dev.clawgateway.simulation.referee.fact.OpenClawFact.Ordered;
import dev.clawgateway.simulation.referee.fact.WorldFact.Rest;
import dev.clawgateway.simulation.referee.judge.Stage;
import org.junit.jupiter.api.Test;

final class AnsweredOnceTest {
    private final Stage stage = new Stage(new AnsweredOnce());

    @Test
    void findsASecondAnswer() {
        stage.tell(new Asked("ann", 1, "a", "node.invoke"));
        stage.tell(new Answered("ann", 1, "a", true));

        stage.broken(
                () -> stage.tell(new Answered("ann", 1, "a", false)),
                "an answer to what was answered, or never asked");
    }

    @Test
    void takesTheSameIdOnTwoConnectionsForTwo() {
        stage.tell(new Asked("ann", 1, "a", "health"));
        stage.tell(new Asked("ann", 2, "a", "health"));
        stage.tell(new Answered("ann", 2, "a", true));
        stage.tell(new Answered("ann", 1, "a", true));
    }

    @Test
    void findsACommandThatIsGivenTwice() {
        stage.tell(new Ordered("gpu-0", 1, "i", "gpu.list"));

        stage.broken(
                () -> stage.tell(new Ordered("gpu-0", 2, "i", "gpu.list")),
                "a command that was given before");
    }

    @Test
    void findsWhatNobodyAnswersUnlessItsConnectionIsGone() {
        stage.tell(new Asked("ann", 1, "a", "node.invoke"));
        stage.tell(new Asked("ann", 2, "a", "node.invoke"));
        stage.tell(new LinkFact.Closed("ann", 1, 0, "hung up"));
        stage.rested(Rest.QUIET);
        stage.pass(100);

        stage.broken(() -> stage.rested(Rest.STOPPED), "nobody ever answers");
    }
}
