package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.simulation.referee.fact.Promises;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GraceTest {
    private final Stage stage = new Stage(new Grace());
    private long link;

    @BeforeEach
    void started() {
        stage.machine("m1");
        stage.submits(1, 1);
        link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void takesAStopWithItsGrace() {
        stage.stops(1, false);

        stage.stop("m1", link, 1, 1, 30);
    }

    @Test
    void findsAGraceThatBecameZero() {
        stage.stops(1, false);

        stage.broken(() -> stage.stop("m1", link, 1, 1, 0), "nobody stops it by force");
    }

    @Test
    void findsAnotherGrace() {
        stage.broken(() -> stage.stop("m1", link, 1, 1, 7), "neither 0 nor 30");
    }

    @Test
    void takesAStopByForce() {
        stage.stops(1, true);

        stage.stop("m1", link, 1, 1, 0);
    }

    @Test
    void takesTheRepetitionOfWhatWasNotObeyed() {
        stage.stops(1, false);
        stage.stop("m1", link, 1, 1, 30);
        stage.pass(60);
        stage.beats("m1", link, null);

        stage.stop("m1", link, 1, 1, 0);
    }

    @Test
    void findsARepetitionThatComesTooEarly() {
        stage.stops(1, false);
        stage.stop("m1", link, 1, 1, 30);
        stage.pass(31);

        stage.broken(() -> stage.stop("m1", link, 1, 1, 0), "told to be killed at once");
    }

    @Test
    void takesTheKillOfAnOldAttempt() {
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, 1);
        stage.start("m1", link, 1, 2, 0);

        stage.stop("m1", link, 1, 1, 0);
    }

    @Test
    void takesTheKillOfWhatANodeRunsThatWasGivenToAnother() {
        stage.machine("m2");
        long other = stage.registers("m2", List.of(Stage.runs(1, 1)));

        stage.stop("m2", other, 1, 1, 0);
    }

    @Test
    void takesTheKillOfWhatWasBeingStartedForLongWhereANodeHearsNothingMeanwhile() {
        stage.machine("m1", new Promises(true, true, true, true, true, true, false, true, true));
        stage.pass(60);

        stage.stop("m1", link, 1, 1, 0);
    }

    @Test
    void findsAKillThereThatComesTooEarly() {
        stage.machine("m1", new Promises(true, true, true, true, true, true, false, true, true));
        stage.pass(20);

        stage.broken(() -> stage.stop("m1", link, 1, 1, 0), "told to be killed at once");
    }
}
