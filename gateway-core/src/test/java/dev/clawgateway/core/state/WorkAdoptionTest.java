package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.state.node.ToldWork;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nodes run and the gateway does not know, because its data folder is not the one it was. */
class WorkAdoptionTest extends UnknownAttempts {
    @Test
    void takesOverWhatItDoesNotKnow() {
        register(1, 2, running(7, 3, Cluster.spec(1), List.of(0)));

        assertThat(stops()).isEmpty();
        assertThat(cluster.record(7))
                .isInstanceOfSatisfying(
                        Held.class,
                        held -> {
                            assertThat(held.state()).isEqualTo(WorkloadState.RUNNING);
                            assertThat(held.attempt()).isEqualTo(3);
                            assertThat(held.spec().image()).isEqualTo("img");
                            assertThat(held.current().adopted()).isTrue();
                            assertThat(held.holds().gpuIndexes()).containsExactly(0);
                        });
        assertThat(cluster.placer.holders()).containsExactly(Cluster.workload(7));
        assertThat(events(Event.Kind.WORKLOAD_ADOPTED)).hasSize(1);
        assertThat(cluster.submit(8, 2)).as("one device is taken").isInstanceOf(refused());
        assertThat(cluster.submit(9, 1)).isInstanceOf(Outcome.Placed.class);
    }

    @Test
    void takesOverWhatItHoldsAsWaiting() {
        cluster.queue(7, Cluster.spec(1));

        register(1, 2, running(7, 1, null, List.of(1)));

        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.RUNNING);
        assertThat(cluster.record(7).spec().image()).isEqualTo("img");
        assertThat(cluster.placer.queued()).isEmpty();
        assertThat(stops()).isEmpty();
    }

    @Test
    void takesOverALaterAttemptThanItKnowsAndLeavesTheEarlierOne() {
        SessionId first = cluster.register(1, 1);
        cluster.submit(7, 1);
        cluster.report(1, first, 7, WorkloadState.RUNNING);
        cluster = cluster.restart();

        register(2, 1, running(7, 2, null, List.of(0)));
        SessionId back = register(1, 1, running(7, 1, null, List.of(0)));

        assertThat(cluster.record(7).attempt()).isEqualTo(2);
        assertThat(cluster.record(7).node()).isEqualTo(Cluster.node(2));
        assertThat(stops())
                .singleElement()
                .satisfies(stop -> {
                    assertThat(stop.attempt()).isEqualTo(1);
                    assertThat(stop.session()).isEqualTo(back);
                    assertThat(stop.grace()).isEqualTo(Cluster.SETTINGS.stopGrace());
                });
    }

    @Test
    void endsWhatItTookOverForOperatorsAlone() {
        WorkloadSpec limited = Cluster.spec(1, Cluster.limitedTo(Duration.ofMinutes(1)));
        register(1, 1, running(7, 1, limited, List.of(0)));

        cluster.pass(Duration.ofHours(1));
        cluster.evict(7);
        assertThat(stops()).isEmpty();

        cluster.apply(new Command.StopWorkload(Cluster.workload(7), false));
        assertThat(stops()).singleElement().matches(Effect.Stop::ordered);
    }

    @Test
    void keepsItOverARestartAndEndsItAsTheNodeSays() {
        register(1, 1, running(7, 1, Cluster.spec(1), List.of(0)));
        cluster = cluster.restart();
        SessionId back = register(1, 1, running(7, 1, Cluster.spec(1), List.of(0)));

        assertThat(events(Event.Kind.WORKLOAD_ADOPTED)).isEmpty();
        assertThat(((Held) cluster.record(7)).current().adopted()).isTrue();
        cluster.report(1, back, 7, 1, WorkloadState.COMPLETED, 0, null);
        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.COMPLETED);
        assertThat(cluster.placer.holders()).isEmpty();
    }

    @Test
    void placesNothingWhereWorkRunsOnDevicesThatNobodyNames() {
        SessionId session = cluster.register(1, 2);

        cluster.report(1, session, 7, WorkloadState.RUNNING);

        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.RUNNING);
        assertThat(cluster.record(7).spec().image()).isEqualTo(ToldWork.UNKNOWN_IMAGE);
        assertThat(availability(1)).isEqualTo(Availability.AVOIDED);
        cluster = cluster.restart();
        SessionId back = cluster.register(1, 2);
        assertThat(availability(1)).isEqualTo(Availability.AVOIDED);
        cluster.report(1, back, 7, WorkloadState.STOPPED);
        assertThat(availability(1)).isEqualTo(Availability.OPEN);
    }

    @Test
    void placesThereAgainWhenItReturnsAfterARestartWithoutThatWork() {
        SessionId session = cluster.register(1, 2);
        cluster.report(1, session, 7, WorkloadState.RUNNING);
        cluster = cluster.restart();

        register(1, 2);

        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.FAILED);
        assertThat(availability(1)).isEqualTo(Availability.OPEN);
    }

    @Test
    void letsGoOfWhatWasOnlyReportedWhenNobodySaysThatItHasStopped() {
        SessionId session = cluster.register(1, 2);
        cluster.report(1, session, 7, WorkloadState.RUNNING);

        cluster.apply(new Command.StopWorkload(Cluster.workload(7), false));
        cluster.pass(Cluster.SETTINGS.stopGrace().plus(Cluster.SETTINGS.stopTimeout()));

        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.STOPPED);
        assertThat(availability(1)).isEqualTo(Availability.OPEN);
        assertThat(stops()).hasSize(2);
    }

    @Test
    void doesNotTouchAnAttemptOfTheSameNumberElsewhere() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(7, 1);
        cluster.report(1, session, 7, WorkloadState.RUNNING);

        register(2, 1, running(7, 1, Cluster.spec(1), List.of(0)));

        assertThat(stops()).isEmpty();
        assertThat(cluster.record(7).node()).isEqualTo(Cluster.node(1));
        assertThat(cluster.placer.holders()).hasSize(2);
    }

    @Test
    void doesNotStopWhatItTookOverFromTheSameMachineUnderAnotherId() {
        register(1, 1, running(7, 1, Cluster.spec(1), List.of(0)));

        SessionId other = register(2, 1, running(7, 1, Cluster.spec(1), List.of(0)));
        cluster.report(2, other, 7, 1, WorkloadState.RUNNING, null, null);

        assertThat(stops()).isEmpty();
        assertThat(cluster.placer.holders()).hasSize(2);
    }

    @Test
    void keepsWhatAWorkloadIsKnownToNeedWhereItsMachineHasForgotten() {
        SessionId session = cluster.register(1, 0);
        cluster.submit(7, 0);
        cluster.report(1, session, 7, WorkloadState.RUNNING);

        register(2, 0, running(7, 1, null, List.of()));

        assertThat(cluster.placer.holders())
                .hasSize(2)
                .extracting(cluster.placer::holds)
                .allMatch(holds -> holds != null && holds.memoryMib() == 1024)
                .allMatch(holds -> holds != null && holds.cpuMillis() == 1000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void placesNothingWhereAnEarlierAttemptIsBeingStopped(boolean counts) {
        SessionId first = cluster.register(1, 1);
        cluster.submit(7, 1);
        cluster.report(1, first, 7, WorkloadState.RUNNING);

        register(2, 0, running(7, 2, null, List.of()));

        assertThat(stops()).singleElement().matches(stop -> stop.attempt() == 1);
        assertThat(cluster.submit(8, 1)).as("it has its grace").isInstanceOf(refused());
        if (counts) {
            cluster.report(1, first, 7, 1, WorkloadState.STOPPED, null, null);
        } else {
            cluster.report(1, first, 7, WorkloadState.STOPPED);
        }
        assertThat(cluster.submit(9, 1)).isInstanceOf(Outcome.Placed.class);
    }

    @Test
    void takesOverSoManyOfOneNodeAndLeavesTheRestAlone() {
        int many = WorkAdoption.MOST_OF_ONE_NODE + 10;

        register(
                1,
                1,
                IntStream.range(0, many)
                        .mapToObj(number -> running(100 + number, 1, null, List.of()))
                        .toArray(RunningAttempt[]::new));

        assertThat(stops()).isEmpty();
        assertThat(events(Event.Kind.WORKLOAD_ADOPTED)).hasSize(WorkAdoption.MOST_OF_ONE_NODE);
        assertThat(availability(1)).isEqualTo(Availability.AVOIDED);
    }

    @Test
    void startsNothingOnADeviceThatUnknownWorkUses() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(8, 1);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster = cluster.restart();

        register(1, 1, running(7, 1, Cluster.spec(1), List.of(0)));

        assertThat(cluster.stateOf(8)).isEqualTo(WorkloadState.PENDING);
        assertThat(cluster.takeEffects()).noneMatch(Effect.Start.class::isInstance);
    }

    @Test
    void saysThatANodeKnewAnotherFleet() {
        cluster.apply(new Command.BeginReign(new FleetId(new UUID(9, 9))));
        cluster.apply(new Command.BeginReign(new FleetId(new UUID(8, 8))));

        registerOf("fleet-of-old", 1);
        registerOf("fleet-of-old", 1);
        registerOf(new UUID(9, 9).toString(), 2);
        registerOf("", 3);

        assertThat(events(Event.Kind.FLEET_NAMED)).hasSize(1);
        assertThat(events(Event.Kind.NODE_OF_OTHER_FLEET))
                .singleElement()
                .matches(event -> String.valueOf(event.detail()).contains("fleet-of-old"));
    }
}
