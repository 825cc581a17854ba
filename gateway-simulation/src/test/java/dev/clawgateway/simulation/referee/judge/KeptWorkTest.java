package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.Promises;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeptWorkTest {
    private final Stage stage = new Stage(new KeptWork());
    private long link;

    @BeforeEach
    void oneRuns() {
        stage.machine("m1");
        stage.submits(1, 1);
        link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.ran("m1", 1, 1, "GPU-m1-0");
    }

    @Test
    void findsAStopOfWhatAnEmptyFolderDoesNotKnow() {
        stage.tell(new WorldFact.FolderReplaced(true));
        long again = stage.registers("m1", List.of(Stage.runs(1, 1)));

        stage.broken(() -> stage.stop("m1", again, 1, 1, 30), "and is to be stopped");
    }

    @Test
    void takesAStopThatAnOperatorWants() {
        stage.tell(new WorldFact.FolderReplaced(true));
        long again = stage.registers("m1", List.of(Stage.runs(1, 1)));
        stage.stops(1, false);

        stage.stop("m1", again, 1, 1, 30);
    }

    @Test
    void takesAStopThatWasOnItsWayBefore() {
        stage.tell(new WorldFact.FolderReplaced(true));

        stage.stop("m1", link, 1, 1, 30);
    }

    @Test
    void takesAStopWhereNothingWasReplaced() {
        stage.stop("m1", link, 1, 1, 30);
    }

    @Test
    void takesOverAnOlderCopyWhatTheGatewayWantsForAReasonOfItsOwn() {
        stage.tell(new WorldFact.FolderReplaced(false));
        long again = stage.registers("m1", List.of(Stage.runs(1, 1)));

        stage.stop("m1", again, 1, 1, 30);
    }

    @Test
    void takesOverACopyOfWhatBeganAnewWhatTheGatewayWantsForAReasonOfItsOwn() {
        stage.tell(new WorldFact.FolderReplaced(true));
        stage.submits(2, 1);
        long again = stage.registers("m1", List.of(Stage.runs(1, 1)));
        stage.start("m1", again, 2, 1, 1);
        stage.ran("m1", 2, 1, "GPU-m1-1");
        stage.tell(new WorldFact.FolderReplaced(false));
        long later = stage.registers("m1", List.of(Stage.runs(1, 1), Stage.runs(2, 1)));

        stage.stop("m1", later, 2, 1, 30);
        stage.broken(() -> stage.stop("m1", later, 1, 1, 30), "and is to be stopped");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesAStopOfWhatACloneMayHaveEndedUnderTheIdOfBefore(boolean cloned) {
        stage.tell(new WorldFact.FolderReplaced(true));
        if (cloned) {
            stage.tell(new MachineFact.AgentStarted("m2", Stage.node("m1"), Promises.AGENT));
        }
        long again = stage.registers("m1", List.of(Stage.runs(1, 1)));
        NodeFact.Told stop =
                new NodeFact.Told(
                        "m1",
                        Stage.node("m3"), // a fresh id, as the clones were told apart
                        again,
                        new NodeCommand.StopWorkload(Stage.id(1), 30, 1, "a reason"));

        if (cloned) {
            stage.tell(stop);
        } else {
            stage.broken(() -> stage.tell(stop), "and is to be stopped");
        }
    }

    @Test
    void takesAStopOfWhatBeganAfterwards() {
        stage.tell(new WorldFact.FolderReplaced(true));
        stage.submits(2, 1);
        long again = stage.registers("m1", List.of(Stage.runs(1, 1)));
        stage.start("m1", again, 2, 1, 1);
        stage.ran("m1", 2, 1, "GPU-m1-1");

        stage.stop("m1", again, 2, 1, 30);
    }
}
