package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.LinkFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import java.util.List;
import java.util.Map;
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

        stage.broken(() -> startsFor(asked), "was begun, and not answered");
    }

    @Test
    void takesWorkBegunThatAGatewayCouldNotWaitFor() {
        stage.machine("a");
        stage.tell(new LinkFact.Opened("op", 90));
        long asked = stage.asks(new CliRequest.StartWorkload(null, Stage.spec(7, 1), true));
        stage.tell(new LinkFact.Closed("op", 90, 1012, "service restart; not answered"));
        stage.tell(new OperatorFact.Unanswered("op", asked));

        startsFor(asked);
    }

    private void startsFor(long request) {
        WorkloadSpec usual = Stage.spec(7, 1);
        WorkloadSpec marked =
                new WorkloadSpec(
                        usual.image(),
                        usual.command(),
                        Map.of(Stage.MARK, Long.toString(request)),
                        usual.gpuCount(),
                        usual.memoryMib(),
                        usual.cpuMillis());
        stage.told(
                "a",
                stage.registers("a", null),
                new NodeCommand.StartWorkload(Stage.id(7), marked, List.of(0), 1, List.of()));
    }

    @Test
    void findsARequestThatNobodyEverAnswers() {
        stage.tell(new WorldFact.FaultsOver());
        stage.asks(new CliRequest.SetServing(true));

        stage.broken(() -> stage.rested(WorldFact.Rest.EMPTY), "nobody ever answers op #1");
    }
}
