package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberFact;
import dev.clawgateway.simulation.referee.fact.MemberRequest;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ClosedTest {
    private final Stage stage = new Stage(new Closed());
    private long link;

    @BeforeEach
    void registered() {
        link = stage.registers("m1", List.of());
    }

    @Test
    void findsAStartOnADrainedNode() {
        drains(true);
        stage.pass(1);
        stage.submits(1, 1);

        stage.broken(() -> stage.start("m1", link, 1, 1, 0), "acknowledged to be drained");
    }

    @Test
    void takesAStartOnANodeThatWasForgottenWithItsDrain() {
        drains(true);
        stage.pass(7 * 24 * 3600);
        long again = stage.registers("m1", List.of());
        stage.submits(1, 1);

        stage.start("m1", again, 1, 1, 0);
    }

    @Test
    void findsAStartOnANodeThatWasForgottenAndIsDrainedAgain() {
        drains(true);
        stage.pass(7 * 24 * 3600);
        long again = stage.registers("m1", List.of());
        stage.pass(1);
        drains(true);
        stage.pass(1);
        stage.submits(1, 1);

        stage.broken(() -> stage.start("m1", again, 1, 1, 0), "acknowledged to be drained");
    }

    @Test
    void findsAStartOnADrainedNodeThatWasAwayForDays() {
        drains(true);
        stage.pass(6 * 24 * 3600);
        long again = stage.registers("m1", List.of());
        stage.submits(1, 1);

        stage.broken(() -> stage.start("m1", again, 1, 1, 0), "acknowledged to be drained");
    }

    @Test
    void takesWhatMayHaveBeenPlacedBefore() {
        stage.submits(1, 1);
        stage.pass(1);
        drains(true);
        stage.pass(1);

        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void findsWhatWasShownToWaitAfterwards() {
        stage.submits(1, 1);
        stage.pass(1);
        drains(true);
        stage.pass(1);
        stage.lists(Stage.info(1, WorkloadState.PENDING, 0));

        stage.broken(() -> stage.start("m1", link, 1, 1, 0), "acknowledged to be drained");
    }

    @Test
    void takesAStartWhenTheDrainIsBeingTakenBack() {
        drains(true);
        stage.pass(1);
        stage.submits(1, 1);
        stage.asks(new CliRequest.DrainNode(Stage.node("m1"), false));

        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void findsAStartInMaintenance() {
        long asked = stage.asks(new CliRequest.SetServing(false));
        stage.answered(asked, new CliReply.ServingSet(false));
        stage.pass(1);
        stage.submits(1, 1);

        stage.broken(() -> stage.start("m1", link, 1, 1, 0), "acknowledged to be in maintenance");
    }

    @Test
    void findsAStartOnANodeThatTheRegistryWasToldToDisable() {
        stage.tell(
                new MemberFact.Asked(
                        "http", 1, new MemberRequest.Disable(Stage.node("m1").toString())));
        stage.tell(new MemberFact.Answered("http", 1, new MemberAnswer.Success()));
        stage.pass(1);
        stage.submits(1, 1);

        stage.broken(() -> stage.start("m1", link, 1, 1, 0), "acknowledged to be cordoned");
    }

    private void drains(boolean drain) {
        long asked = stage.asks(new CliRequest.DrainNode(Stage.node("m1"), drain));
        stage.answered(asked, new CliReply.NodeDrained(Stage.node("m1"), drain));
    }
}
