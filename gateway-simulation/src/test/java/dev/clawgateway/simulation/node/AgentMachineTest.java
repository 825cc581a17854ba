package dev.clawgateway.simulation.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgentMachineTest {
    private static final WorkloadId WORK = new WorkloadId(new UUID(3, 1));
    private final LoneMachine world = new LoneMachine(1).registered();

    @Test
    void registersAndRunsWhatItIsTold() {
        world.gateway.start(WORK, List.of(1), "work", "5", "exit=3", "lines=2");
        world.agenda.pass(Duration.ofSeconds(20));

        assertThat(world.gateway.registrations).hasSize(1);
        assertThat(world.ran(WORK)).hasSize(1);
        assertThat(world.ran(WORK).getFirst().devices().getFirst().device()).isEqualTo("GPU-m1-1");
        assertThat(world.ended(WORK).getFirst().exitCode()).isEqualTo(3);
        assertThat(world.gateway.end(WORK)).isEqualTo(WorkloadState.FAILED);
        assertThat(world.gateway.ends.get(WORK).exitCode()).isEqualTo(3);
    }

    @Test
    void killsWhatDoesNotListen() {
        world.gateway.start(WORK, List.of(0), "work", "600", "stubborn");
        world.agenda.pass(Duration.ofSeconds(5));
        world.gateway.stop(WORK, 10);
        world.agenda.pass(Duration.ofSeconds(8));
        assertThat(world.gateway.end(WORK)).isNull();

        world.agenda.pass(Duration.ofSeconds(5));

        assertThat(world.gateway.end(WORK)).isEqualTo(WorkloadState.STOPPED);
        assertThat(world.ended(WORK).getFirst().cause()).isEqualTo(MachineFact.Ended.Cause.KILLED);
    }

    @Test
    void followsWhatRanOnWithoutAnAgent() {
        world.gateway.start(WORK, List.of(0), "work", "60");
        world.agenda.pass(Duration.ofSeconds(5));
        world.machine.killAgent();
        world.agenda.pass(Duration.ofSeconds(30));
        assertThat(world.gateway.registrations).hasSize(2);
        assertThat(world.machine.running()).isEqualTo(1);

        world.agenda.pass(Duration.ofSeconds(60));

        assertThat(world.gateway.end(WORK)).isEqualTo(WorkloadState.COMPLETED);
        assertThat(world.ran(WORK)).hasSize(1);
    }

    @Test
    void tellsWhatEndedWithItsMachine() {
        world.gateway.start(WORK, List.of(0), "work", "60");
        world.agenda.pass(Duration.ofSeconds(40));

        world.machine.powerCut(true, Duration.ofSeconds(20));
        world.agenda.pass(Duration.ofSeconds(60));

        assertThat(world.gateway.end(WORK)).isEqualTo(WorkloadState.FAILED);
        assertThat(world.ran(WORK)).hasSize(1);
        assertThat(world.gateway.registrations.getLast().nodeId())
                .isEqualTo(world.gateway.registrations.getFirst().nodeId());
    }

    @Test
    void offersADeviceNoLongerThanItIsThere() {
        world.machine.loseDevice(new SplittableRandom(1));
        world.agenda.pass(Duration.ofSeconds(90));
        List<Gpu> left = world.gateway.registrations.getLast().capabilities().capacity().gpus();
        world.machine.findDevices();
        world.agenda.pass(Duration.ofSeconds(90));

        assertThat(left).hasSize(3);
        assertThat(world.gateway.registrations.getLast().capabilities().capacity().gpus())
                .hasSize(4);
        assertThat(world.gateway.registrations.getFirst().capabilities().capacity().gpus())
                .isEqualTo(world.gateway.registrations.getLast().capabilities().capacity().gpus());
    }

    @Test
    void isAnotherNodeWithoutItsFolder() {
        world.machine.powerCut(false, Duration.ofSeconds(20));
        world.agenda.pass(Duration.ofSeconds(60));

        assertThat(world.gateway.registrations.getLast().nodeId())
                .isNotEqualTo(world.gateway.registrations.getFirst().nodeId());
    }
}
