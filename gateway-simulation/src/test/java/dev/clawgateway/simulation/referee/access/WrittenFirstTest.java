package dev.clawgateway.simulation.referee.access;

import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import org.junit.jupiter.api.Test;

final class WrittenFirstTest {
    private final Stage stage = new Stage(new WrittenFirst());

    @Test
    void findsASubmissionThatIsNotWrittenDown() {
        new Badges(stage);

        stage.broken(() -> stage.submits(1, 1), "is not in the audit log");
    }

    @Test
    void findsOneOfWhichOnlyItsEndIsWrittenDown() {
        new Badges(stage);
        written("workloads.stop");

        stage.broken(() -> stage.submits(1, 1), "is not in the audit log");
    }

    @Test
    void takesOneThatIs() {
        new Badges(stage);
        written("workloads.submit");

        stage.submits(1, 1);
    }

    @Test
    void saysNothingWhereNoneIsKept() {
        stage.submits(1, 1);
    }

    private void written(String operation) {
        stage.tell(new AccessFact.Written("gateway", operation, Stage.id(1).toString(), "done"));
    }
}
