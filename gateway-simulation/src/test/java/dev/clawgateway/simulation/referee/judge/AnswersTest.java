package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.LinkFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import org.junit.jupiter.api.Test;

final class AnswersTest {
    private final Stage stage = new Stage(new Answers());

    @Test
    void takesTheAnswerThatBelongsToARequest() {
        stage.answered(stage.asks(new CliRequest.SetServing(true)), new CliReply.ServingSet(true));
    }

    @Test
    void findsAnotherAnswer() {
        long asked = stage.asks(new CliRequest.SetServing(true));

        stage.broken(
                () -> stage.answered(asked, new CliReply.VirtualClusterSet("x")),
                "was answered with virtual_cluster_set");
    }

    @Test
    void findsASecondAnswer() {
        long asked = stage.asks(new CliRequest.SetServing(true));
        stage.answered(asked, new CliReply.ServingSet(true));

        stage.broken(() -> stage.answered(asked, new CliReply.ServingSet(true)), "a second answer");
    }

    @Test
    void findsWorkBegunThatAGatewayWhichEndedInOrderHadNotAnswered() {
        stage.machine("a");
        stage.tell(new LinkFact.Opened("op", 90));
        long asked = stage.asks(new CliRequest.StartWorkload(null, Stage.spec(7, 1), true));
        stage.tell(new LinkFact.Closed("op", 90, 1012, "service restart"));
        stage.tell(new OperatorFact.Unanswered("op", asked));

        stage.broken(this::starts, "was begun, and not answered");
    }

    @Test
    void takesWorkBegunThatAGatewayCouldNotWaitFor() {
        stage.machine("a");
        stage.tell(new LinkFact.Opened("op", 90));
        long asked = stage.asks(new CliRequest.StartWorkload(null, Stage.spec(7, 1), true));
        stage.tell(new LinkFact.Closed("op", 90, 1012, "service restart; not answered"));
        stage.tell(new OperatorFact.Unanswered("op", asked));

        starts();
    }

    @Test
    void takesWorkBegunThatWasAskedForOnAnotherConnection() {
        stage.machine("a");
        stage.tell(new LinkFact.Opened("op", 90));
        stage.tell(new LinkFact.Closed("op", 90, 1012, "service restart"));
        stage.tell(new LinkFact.Opened("op", 91));
        long asked = stage.asks(new CliRequest.StartWorkload(null, Stage.spec(7, 1), true));
        stage.tell(new OperatorFact.Unanswered("op", asked));

        starts();
    }

    private void starts() {
        stage.start("a", stage.registers("a", null), 7, 1, 0);
    }

    @Test
    void findsARequestThatNobodyEverAnswers() {
        stage.tell(new WorldFact.FaultsOver());
        stage.asks(new CliRequest.SetServing(true));

        stage.broken(() -> stage.rested(WorldFact.Rest.EMPTY), "nobody ever answers op #1");
    }
}
