package dev.clawgateway.simulation.referee.caller;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.CallerFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SpacesKeptTest {
    private static final WorkloadId WORK = new WorkloadId(new UUID(0, 7));
    private final Stage stage = new Stage(new SpacesKept());
    private int looks;

    @BeforeEach
    void open() {
        stage.tell(new CallerFact.SpaceOpened("ann", "k1", "alpha", WORK));
    }

    @Test
    void takesOneThatGoesAndIsGone() {
        looks(Map.of("alpha", "running"));
        stage.tell(new CallerFact.SpaceDeletion("ann", "k2", "alpha"));
        looks(Map.of("alpha", "running"));
        stage.tell(new CallerFact.SpaceDeleted("ann", "k2", "alpha"));
        looks(Map.of("alpha", "stopping"));
        looks(Map.of());
    }

    @Test
    void findsOneThatIsBackAfterItWasDeleted() {
        stage.tell(new CallerFact.SpaceDeletion("ann", "k2", "alpha"));
        stage.tell(new CallerFact.SpaceDeleted("ann", "k2", "alpha"));

        stage.broken(() -> looks(Map.of("alpha", "stopped")), "alpha was deleted and is stopped");
    }

    @Test
    void doesNotKnowWhatAListShowsThatWasAskedForBefore() {
        stage.tell(new CallerFact.SpacesAsked("ann", "early"));
        stage.tell(new CallerFact.SpaceDeletion("ann", "k2", "alpha"));
        stage.tell(new CallerFact.SpaceDeleted("ann", "k2", "alpha"));

        stage.tell(new CallerFact.SpacesShown("ann", "early", Map.of("alpha", "running")));
    }

    @Test
    void findsOneThatNobodyDeletedAndThatIsGone() {
        stage.broken(() -> looks(Map.of()), "nobody deleted workspace alpha, and it is gone");
    }

    @Test
    void findsOneThatIsNotStartedAgainUnlessItWasStoppedByItself() {
        stage.broken(
                () -> looks(Map.of("alpha", "stopped")),
                "nobody deleted workspace alpha, and it is stopped");

        stage.asks(new CliRequest.StopWorkload(WORK, false));
        looks(Map.of("alpha", "stopped"));
    }

    private void looks(Map<String, String> states) {
        String name = "look-" + ++looks;
        stage.tell(new CallerFact.SpacesAsked("ann", name));
        stage.tell(new CallerFact.SpacesShown("ann", name, states));
    }
}
