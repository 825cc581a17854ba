package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import org.junit.jupiter.api.Test;

final class WholeGangsTest {
    private final Stage stage = new Stage(new WholeGangs());

    @Test
    void takesAWholeGang() {
        stage.submits(1, Stage.parallel(1, 2, new Gang(2, 2, null)));
        stage.pass(1);

        stage.lists(member(1, WorkloadState.STARTING), member(2, WorkloadState.RUNNING));
    }

    @Test
    void findsHalfAGang() {
        stage.submits(1, Stage.parallel(1, 2, new Gang(2, 2, null)));
        stage.pass(1);

        stage.broken(
                () ->
                        stage.lists(
                                member(1, WorkloadState.STARTING),
                                member(2, WorkloadState.PENDING)),
                "1 members of gang");
    }

    @Test
    void takesAGangOfWhichOneIsEnded() {
        stage.submits(1, Stage.parallel(1, 2, new Gang(2, 2, null)));
        stage.pass(1);

        stage.lists(
                Stage.info(1, WorkloadState.STOPPING, 1, null, "group", Stage.id(1)),
                member(2, WorkloadState.PENDING));
    }

    @Test
    void takesAGangOfWhichOneWasStoppedByHand() {
        stage.submits(1, Stage.parallel(1, 2, new Gang(2, 2, null)));
        stage.stops(2, false);
        stage.pass(1);

        stage.lists(member(1, WorkloadState.RUNNING), member(2, WorkloadState.PENDING));
    }

    private static WorkloadInfo member(int number, WorkloadState state) {
        return Stage.info(number, state, 1, null, null, Stage.id(1));
    }
}
