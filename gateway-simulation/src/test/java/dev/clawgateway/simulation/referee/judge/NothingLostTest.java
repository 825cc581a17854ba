package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.Rules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NothingLostTest {
    /** Room for one. */
    private static final Rules SMALL =
            new Rules(
                    Rules.DEFAULT.heartbeat(),
                    Rules.DEFAULT.nodeTimeout(),
                    Rules.DEFAULT.startTimeout(),
                    Rules.DEFAULT.stopTimeout(),
                    Rules.DEFAULT.stopGrace(),
                    Rules.DEFAULT.keepFinished(),
                    1,
                    Rules.DEFAULT.discoveryTimeout(),
                    Rules.DEFAULT.forgetNode(),
                    Rules.DEFAULT.memberRetention());

    private final Stage stage = new Stage(new NothingLost());

    @Test
    void takesAListWithAllThatWasAccepted() {
        stage.submits(1, 1);
        stage.submits(2, 1);
        stage.pass(1);

        stage.lists(
                Stage.info(1, WorkloadState.RUNNING, 1), Stage.info(2, WorkloadState.PENDING, 0));
    }

    @Test
    void findsWhatIsMissing() {
        stage.submits(1, 1);
        stage.submits(2, 1);
        stage.pass(1);

        stage.broken(
                () -> stage.lists(Stage.info(1, WorkloadState.RUNNING, 1)),
                "workload " + Stage.id(2) + " was accepted, and is not in a list");
    }

    @Test
    void takesAListThatWasAskedForBefore() {
        long asked = stage.asksForAll();
        stage.pass(1);
        stage.submits(1, 1);

        stage.answered(asked, new CliReply.Workloads(List.of()));
    }

    @Test
    void takesWhatHasEndedLongAgo() {
        stage.submits(1, 1);
        stage.pass(Duration.ofDays(7).toSeconds());

        stage.lists();
    }

    @Test
    void findsWhatIsForgottenEarlyForAClockThatWasPutForward() {
        stage.submits(1, 1);
        stage.tell(new WorldFact.GatewayClockStepped(Duration.ofDays(7)));
        stage.pass(1);

        stage.broken(() -> stage.lists(), "workload " + Stage.id(1) + " was accepted");
    }

    @Test
    void findsWhatIsSaidToBeUnknown() {
        stage.submits(1, 1);
        stage.pass(1);
        long asked = stage.asks(new CliRequest.GetWorkload(Stage.id(1)));

        stage.broken(
                () -> stage.answered(asked, new CliReply.Failure(1002, "no", "get_workload")),
                "is said to be unknown");
    }

    @Test
    void findsHalfAParallelWorkload() {
        WorkloadSpec parallel = Stage.parallel(1, 3, null);
        stage.submits(1, parallel);
        stage.pass(1);

        stage.broken(
                () ->
                        stage.lists(
                                Stage.info(1, WorkloadState.PENDING, 0, null, null, Stage.id(1)),
                                Stage.info(2, WorkloadState.PENDING, 0, null, null, Stage.id(1))),
                "3 workers were asked for");
    }

    @Test
    void takesThatWhatWaitedLongAgoMadeRoomUnseen() {
        Stage crowded = new Stage(new NothingLost(), SMALL);
        crowded.submits(1, 1);
        crowded.lists(Stage.info(1, WorkloadState.PENDING, 0));
        crowded.pass(60);
        crowded.broken(crowded::lists, "is not in a list");
        crowded.pass(60);

        crowded.lists();
    }
}
