package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AsAcknowledgedTest {
    private final Stage stage = new Stage(new AsAcknowledged());

    @Test
    void takesWhatWasSubmitted() {
        stage.submits(1, 1);

        stage.start("m1", stage.registers("m1", List.of()), 1, 1, 0);
    }

    @Test
    void findsWhatNobodyAskedFor() {
        long link = stage.registers("m1", List.of());

        stage.broken(() -> stage.start("m1", link, 1, 1, 0), "nobody asked for");
    }

    @Test
    void takesWhatWasAskedForAndNotAnsweredYet() {
        stage.asks(new CliRequest.StartWorkload(null, Stage.spec(1, 1), true));

        stage.start("m1", stage.registers("m1", List.of()), 77, 1, Stage.spec(1, 1), 0);
    }

    @Test
    void findsWhatWasRefused() {
        long request = stage.asks(new CliRequest.StartWorkload(null, Stage.spec(1, 1), true));
        stage.answered(request, new CliReply.Failure(1004, "no capacity", "start_workload"));
        long link = stage.registers("m1", List.of());

        stage.broken(() -> stage.start("m1", link, 1, 1, 0), "what was refused");
    }

    @Test
    void findsAnotherCommand() {
        stage.submits(1, 1);
        long link = stage.registers("m1", List.of());
        WorkloadSpec other =
                new WorkloadSpec("process", List.of("rm"), Map.of(Stage.MARK, "1"), 1, 1000, 1000);

        stage.broken(() -> stage.start("m1", link, 1, 1, other, 0), "something else");
    }

    @Test
    void findsAnotherNumberOfDevices() {
        stage.submits(1, 2);
        long link = stage.registers("m1", List.of());

        stage.broken(() -> stage.start("m1", link, 1, 1, 0), "a start with 1 GPUs");
    }

    @Test
    void goesByTheRegistrationThatWasNotRefused() {
        stage.submits(1, 1);
        long link = stage.registers("m1", List.of());
        stage.saysRegister("m1", link, 1, List.of());
        stage.told("m1", link, new NodeCommand.Failure(1006, "the disk is full"));
        stage.saysRegister("m1", link, 2, List.of());
        stage.told("m1", link, new NodeCommand.Registered(Stage.node("m1"), 30, 10));

        stage.start("m1", link, 1, 1, 1);
    }

    @Test
    void findsDevicesThatTheNodeHasNot() {
        stage.submits(1, 1);
        long link = stage.registers("m1", List.of());

        stage.broken(() -> stage.start("m1", link, 1, 1, 5), "has not all");
    }

    @Test
    void findsAnotherNodeThanTheOneAllowed() {
        long request =
                stage.asks(new CliRequest.StartWorkload(Stage.node("m2"), Stage.spec(1, 1), false));
        stage.answered(request, new CliReply.WorkloadStarted(Stage.id(1), Stage.node("m2")));
        long link = stage.registers("m1", List.of());

        stage.broken(() -> stage.start("m1", link, 1, 1, 0), "alone");
    }

    @Test
    void findsAStartToANodeThatCameAfterTheStop() {
        stage.submits(1, 1);
        stage.stops(1, false);
        stage.pass(1);
        long link = stage.registers("m1", List.of());

        stage.broken(() -> stage.start("m1", link, 1, 1, 0), "stop was acknowledged before");
    }

    @Test
    void takesAStartThatWasOnItsWayWhenTheStopCame() {
        stage.submits(1, 1);
        long link = stage.registers("m1", List.of());
        stage.pass(1);
        stage.stops(1, false);

        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void goesByNoRegistrationWhereNobodyKnowsWhichWasRefused() {
        stage.submits(1, 2);
        long link = stage.registers("m1", List.of());
        stage.saysRegister("m1", link, 1, List.of());
        stage.told("m1", link, new NodeCommand.Failure(1003, "something is wrong"));
        stage.saysRegister("m1", link, 2, List.of());
        stage.told("m1", link, new NodeCommand.Registered(Stage.node("m1"), 30, 10));

        stage.start("m1", link, 1, 1, 0, 1);
        stage.told("m1", link, new NodeCommand.Registered(Stage.node("m1"), 30, 10));
        stage.broken(() -> stage.start("m1", link, 1, 1, 5), "has not all");
    }
}
