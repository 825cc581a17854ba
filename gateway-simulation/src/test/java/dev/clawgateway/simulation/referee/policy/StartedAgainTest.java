package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.RestartPolicy.When;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StartedAgainTest {
    private static final int PAUSE = 10;

    private final Stage stage = new Stage(new StartedAgain());
    private long link;

    @BeforeEach
    void aNode() {
        stage.machine("m1");
        link = stage.registers("m1", List.of());
    }

    @Test
    void takesARestartAfterItsPause() {
        runs(When.ON_FAILURE, 1);
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, 1);
        stage.pass(PAUSE);

        stage.start("m1", link, 1, 2, 0);
    }

    @Test
    void findsARestartThatComesTooEarly() {
        runs(When.ON_FAILURE, 1);
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, 1);
        stage.pass(PAUSE - 1);

        stage.broken(() -> stage.start("m1", link, 1, 2, 0), "was to wait 10000 ms");
    }

    @Test
    void findsARestartOfWhatHadNoPolicy() {
        runs(When.NEVER, 0);
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, 1);
        stage.pass(PAUSE);

        stage.broken(() -> stage.start("m1", link, 1, 2, 0), "starts again under NEVER");
    }

    @Test
    void findsARestartAfterSuccess() {
        runs(When.ON_FAILURE, 1);
        stage.reports("m1", link, 1, 1, WorkloadState.COMPLETED, 0);
        stage.pass(PAUSE);

        stage.broken(() -> stage.start("m1", link, 1, 2, 0), "starts again under ON_FAILURE");
    }

    @Test
    void findsOneRestartTooMany() {
        runs(When.ON_FAILURE, 1);
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, 1);
        stage.pass(PAUSE);
        stage.start("m1", link, 1, 2, 0);
        stage.reports("m1", link, 1, 2, WorkloadState.FAILED, 1);
        stage.pass(PAUSE);

        stage.broken(() -> stage.start("m1", link, 1, 3, 0), "ended 2 times by itself");
    }

    @Test
    void takesWhatWasStoppedForAnother() {
        runs(When.NEVER, 0);
        stage.stop("m1", link, 1, 1, 30);
        stage.reports("m1", link, 1, 1, WorkloadState.STOPPED, null);

        stage.start("m1", link, 1, 2, 0);
    }

    @Test
    void takesWhatEndedAfterItsNodeHadToldOfItselfAnew() {
        runs(When.NEVER, 0);
        stage.pass(1);
        long later = stage.registers("m1", null);
        stage.reports("m1", later, 1, 1, WorkloadState.FAILED, 1);
        stage.pass(PAUSE);

        stage.start("m1", later, 1, 2, 0);
    }

    @Test
    void findsARestartOfWhatEndedBeforeItsNodeToldOfItselfAnew() {
        runs(When.NEVER, 0);
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, 1);
        stage.pass(1);
        long later = stage.registers("m1", null);
        stage.pass(PAUSE);

        stage.broken(() -> stage.start("m1", later, 1, 2, 0), "starts again under NEVER");
    }

    @Test
    void takesWhatEndedWhenItsNodeWasToBeEmpty() {
        runs(When.NEVER, 0);
        stage.asks(new CliRequest.DrainNode(Stage.node("m1"), true, 5L));
        stage.pass(5);
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, 1);

        stage.start("m1", link, 1, 2, 0);
    }

    @Test
    void findsARestartOfWhatEndedBeforeItsNodeWasToBeEmpty() {
        runs(When.NEVER, 0);
        stage.asks(new CliRequest.DrainNode(Stage.node("m1"), true, 50L));
        stage.pass(5);
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, 1);

        stage.broken(() -> stage.start("m1", link, 1, 2, 0), "starts again under NEVER");
    }

    @Test
    void takesWhatEndedWhenItsNodeWasToBeEmptyForMaintenance() {
        runs(When.NEVER, 0);
        plan(40);
        stage.pass(10);
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, 1);

        stage.start("m1", link, 1, 2, 0);
    }

    @Test
    void findsARestartOfWhatEndedBeforeItsNodeWasToBeEmptyForMaintenance() {
        runs(When.NEVER, 0);
        plan(100);
        stage.pass(5);
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, 1);

        stage.broken(() -> stage.start("m1", link, 1, 2, 0), "starts again under NEVER");
    }

    /** A window, before which what runs is told to stop, with a grace of 30 s. */
    private void plan(long in) {
        Instant now = SimulatedMachine.BEGINNING.plusNanos(stage.now() - Agenda.BEGINNING);
        stage.asks(
                new CliRequest.SetMaintenance(
                        "w",
                        List.of(Stage.node("m1")),
                        Map.of(),
                        now.plusSeconds(in),
                        now.plusSeconds(in + 60),
                        0,
                        null));
    }

    private void runs(When when, int most) {
        RestartPolicy policy =
                when == When.NEVER
                        ? RestartPolicy.NEVER
                        : new RestartPolicy(
                                when, most, Duration.ofSeconds(PAUSE), Duration.ofSeconds(PAUSE));
        stage.submits(
                1,
                new WorkloadSpec(
                        "img",
                        List.of("run"),
                        Map.of("SUBMISSION", "1"),
                        1,
                        1024,
                        1000,
                        Map.of(),
                        SchedulingRequirements.NONE.with(policy)));
        stage.start("m1", link, 1, 1, 0);
    }
}
