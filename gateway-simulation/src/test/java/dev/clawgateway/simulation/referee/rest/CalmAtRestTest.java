package dev.clawgateway.simulation.referee.rest;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CalmAtRestTest {
    private final Stage stage = new Stage(new CalmAtRest());
    private long link;

    @BeforeEach
    void faultsAreOver() {
        link = stage.registers("m1", List.of());
        stage.tell(new WorldFact.FaultsOver());
        stage.pass(200);
    }

    @Test
    void takesHeartbeats() {
        for (int i = 0; i < 50; i++) {
            stage.beats("m1", link, null);
        }
    }

    @Test
    void findsTwoThatAnswerEachOtherForEver() {
        stage.broken(
                () -> {
                    for (int i = 0; i < 13; i++) {
                        stage.reports("m1", link, 1, 1, WorkloadState.RUNNING, null);
                        stage.stop("m1", link, 1, 1, 0);
                    }
                },
                "more than 12 times a minute, for m1: it reports attempt 1");
    }

    @Test
    void findsANodeThatComesBackForEver() {
        stage.broken(
                () -> {
                    for (int i = 0; i < 13; i++) {
                        stage.registers("m1", List.of());
                    }
                },
                "it registers");
    }

    @Test
    void takesAFewStopsAMinute() {
        for (int i = 0; i < 30; i++) {
            stage.stop("m1", link, 1, 1, 0);
            stage.pass(30);
        }
    }
}
