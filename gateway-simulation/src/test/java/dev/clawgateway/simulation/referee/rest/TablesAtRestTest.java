package dev.clawgateway.simulation.referee.rest;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TablesAtRestTest {
    private final Stage stage = new Stage(new TablesAtRest());

    @Test
    void takesADeadlineForEachThatHasEnded() {
        stage.lists(
                Stage.info(1, WorkloadState.STOPPED, 1), Stage.info(2, WorkloadState.FAILED, 1));
        deadlines(2);

        stage.rested(WorldFact.Rest.EMPTY);
    }

    @Test
    void findsThoseThatNobodyTookBack() {
        stage.lists(Stage.info(1, WorkloadState.STOPPED, 1));
        deadlines(2);

        stage.broken(() -> stage.rested(WorldFact.Rest.EMPTY), "2 deadlines are left");
    }

    private void deadlines(long left) {
        stage.tell(new WorldFact.TablesRead(new TreeMap<>(Map.of("deadlines", left))));
    }
}
