package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StandsEmptyTest {
    private final Stage stage = new Stage(new StandsEmpty());
    private long link;

    @BeforeEach
    void aNode() {
        stage.machine("m1");
        stage.machine("m2");
        link = stage.registers("m1", List.of());
    }

    @Test
    void findsAStartInAWindow() {
        plan("m1", 0, 100);
        stage.pass(10);
        stage.submits(1, 1);

        stage.broken(() -> stage.start("m1", link, 1, 1, 0), "after w had closed");
    }

    @Test
    void findsAStartInTheLeadOfAWindow() {
        plan("m1", 30, 100);
        stage.pass(21);
        stage.submits(1, 1);

        stage.broken(() -> stage.start("m1", link, 1, 1, 0), "after w had closed");
    }

    @Test
    void findsAStartThatRunsIntoAWindow() {
        plan("m1", 100, 200);
        stage.pass(1);
        stage.submits(1, Stage.limited(1, Duration.ofSeconds(110)));

        stage.broken(() -> stage.start("m1", link, 1, 1, 0), "may run into w");
    }

    @Test
    void takesAStartThatEndsBefore() {
        plan("m1", 100, 200);
        stage.pass(1);
        stage.submits(1, Stage.limited(1, Duration.ofSeconds(80)));

        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void takesAStartElsewhere() {
        plan("m2", 0, 100);
        stage.pass(10);
        stage.submits(1, 1);

        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void takesAStartOnceTheWindowIsOver() {
        plan("m1", 0, 100);
        stage.pass(100);
        stage.submits(1, 1);

        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void takesAStartOnceSomebodyAsksToTakeTheWindowBack() {
        plan("m1", 0, 100);
        stage.pass(10);
        stage.asks(new CliRequest.RemoveMaintenance("w"));
        stage.submits(1, 1);

        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void takesWhatMayHaveBeenPlacedBefore() {
        stage.submits(1, 1);
        stage.pass(1);
        plan("m1", 0, 100);
        stage.pass(10);

        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void judgesNothingWhereTheClockOfTheGatewayIsWrong() {
        plan("m1", 0, 100);
        stage.tell(new WorldFact.GatewayClockStepped(Duration.ofHours(1)));
        stage.pass(10);
        stage.submits(1, 1);

        stage.start("m1", link, 1, 1, 0);
    }

    /** With a lead of 15 s. */
    private void plan(String machine, long in, long until) {
        Instant now = SimulatedMachine.BEGINNING.plusNanos(stage.now() - Agenda.BEGINNING);
        long asked =
                stage.asks(
                        new CliRequest.SetMaintenance(
                                "w",
                                List.of(Stage.node(machine)),
                                Map.of(),
                                now.plusSeconds(in),
                                now.plusSeconds(until),
                                15,
                                null));
        stage.answered(asked, new CliReply.MaintenanceSet("w"));
    }
}
