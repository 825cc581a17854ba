package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OneAttemptTest {
    private final Stage stage = new Stage(new OneAttempt());

    @Test
    void takesTheNextAttemptAfterTheEndOfTheLast() {
        stage.machine("m1");
        stage.machine("m2");
        long one = stage.registers("m1", List.of());
        long two = stage.registers("m2", List.of());
        stage.start("m1", one, 1, 1, 0);
        stage.ran("m1", 1, 1, "a");
        stage.reports("m1", one, 1, 1, WorkloadState.FAILED, 1);
        stage.start("m2", two, 1, 2, 0);

        stage.ran("m2", 1, 2, "a");
    }

    @Test
    void findsANumberGivenTwice() {
        stage.start("m1", stage.registers("m1", List.of()), 1, 1, 0);
        long two = stage.registers("m2", List.of());

        stage.broken(() -> stage.start("m2", two, 1, 1, 0), "is given to node");
    }

    @Test
    void findsANumberThatGoesBack() {
        stage.machine("m1");
        long one = stage.registers("m1", List.of());
        stage.start("m1", one, 1, 2, 0);
        stage.pass(1);
        long later = stage.registers("m1", List.of());

        stage.broken(() -> stage.start("m1", later, 1, 1, 0), "on a connection that is newer");
    }

    @Test
    void findsASecondAttemptWhileTheFirstRunsInTouch() {
        stage.machine("m1");
        stage.machine("m2");
        stage.submits(1, 1);
        long one = stage.registers("m1", List.of());
        stage.start("m1", one, 1, 1, 0);
        stage.ran("m1", 1, 1, "a");
        stage.pass(60);
        stage.beats("m1", one, null);
        stage.start("m2", stage.registers("m2", List.of()), 1, 2, 0);

        stage.broken(() -> stage.ran("m2", 1, 2, "a"), "whose node is in touch");
    }

    @Test
    void takesASecondAttemptWhenTheFirstMayBeLost() {
        stage.machine("m1");
        stage.machine("m2");
        stage.submits(1, 1);
        stage.start("m1", stage.registers("m1", List.of()), 1, 1, 0);
        stage.ran("m1", 1, 1, "a");
        stage.pass(120);
        stage.start("m2", stage.registers("m2", List.of()), 1, 2, 0);

        stage.ran("m2", 1, 2, "a");
    }

    @Test
    void doesNotAnswerForANodeThatDoesNotCountItsAttempts() {
        stage.machine("m1");
        stage.machine("m2");
        stage.submits(1, 1);
        long one = stage.registers("m1", List.of());
        stage.start("m1", one, 1, 1, 0);
        stage.said(
                "m1",
                one,
                new NodeMessage.WorkloadUpdate(
                        Stage.id(1), WorkloadState.FAILED, null, Instant.EPOCH, null, null));
        stage.start("m1", one, 1, 2, 0);
        stage.ran("m1", 1, 2, "a");
        stage.start("m2", stage.registers("m2", List.of()), 1, 3, 0);

        stage.ran("m2", 1, 3, "a");
    }
}
