package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes are to stand empty for a while. */
class MaintenanceTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LEAD = Duration.ofMinutes(10);
    private static final Duration GRACE = Cluster.SETTINGS.stopGrace();

    private Cluster cluster = new Cluster();
    private SessionId session;

    @BeforeEach
    void oneNode() {
        session = cluster.register(1, 2);
    }

    @Test
    void closesItsNodesInTimeAndOpensThemAgain() {
        plan("w", HOUR, HOUR);
        assertThat(availability(1)).isEqualTo(Availability.OPEN);

        pass(HOUR.minus(LEAD).minusNanos(1));
        assertThat(availability(1)).isEqualTo(Availability.OPEN);
        pass(Duration.ofNanos(1));
        assertThat(availability(1)).isEqualTo(Availability.MAINTENANCE);
        pass(LEAD.plus(HOUR).minusNanos(1));
        assertThat(availability(1)).isEqualTo(Availability.MAINTENANCE);
        pass(Duration.ofNanos(1));
        assertThat(availability(1)).isEqualTo(Availability.OPEN);

        assertThat(kinds())
                .containsExactly(
                        Event.Kind.MAINTENANCE_PLANNED,
                        Event.Kind.MAINTENANCE_CLOSING,
                        Event.Kind.MAINTENANCE_BEGUN,
                        Event.Kind.MAINTENANCE_ENDED);
    }

    @Test
    void tellsThePlacerByWhenWorkHasToStop() {
        plan("w", HOUR, HOUR);

        SchedulableNode.Closing closing = cluster.placer.node(Cluster.node(1)).closing();

        assertThat(Objects.requireNonNull(closing).stops())
                .isEqualTo(cluster.now().wall().plus(HOUR).minus(GRACE));
    }

    @Test
    void stopsWhatStillRunsItsGraceBeforeItBegins() {
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        plan("w", HOUR, HOUR);
        cluster.takeEffects();

        pass(HOUR.minus(GRACE).minusNanos(1));
        assertThat(cluster.takeEffects()).isEmpty();
        pass(Duration.ofNanos(1));

        assertThat(cluster.takeEffects())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Stop.class, stop -> assertThat(stop.grace()).isEqualTo(GRACE));
        cluster.report(1, session, 1, WorkloadState.STOPPED);
        assertThat(cluster.stateOf(1))
                .as("waits for another node")
                .isEqualTo(WorkloadState.PENDING);
        pass(GRACE);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.PENDING);
        pass(HOUR);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
    }

    @Test
    void leavesAnOperatorsDrainAsItIs() {
        cluster.apply(drain(true));
        plan("w", HOUR, HOUR);

        pass(HOUR.plus(HOUR));

        assertThat(availability(1)).isEqualTo(Availability.DRAINING);
        cluster.apply(drain(false));
        assertThat(availability(1)).isEqualTo(Availability.OPEN);
    }

    @Test
    void isNotEndedByAnUndrain() {
        plan("w", Duration.ZERO, HOUR);

        cluster.apply(drain(false));

        assertThat(availability(1)).isEqualTo(Availability.MAINTENANCE);
    }

    @Test
    void concernsNodesByLabelsAlsoThoseThatGetThemLater() {
        cluster.register(2, 1);
        assertThat(plan("w", List.of(), Map.of("rack", "r7"), Duration.ZERO, HOUR))
                .isInstanceOf(Outcome.Done.class);
        pass(Duration.ZERO);
        assertThat(availability(2)).isEqualTo(Availability.OPEN);

        cluster.apply(new Command.SetNodeLabel(Cluster.node(2), "rack", "r7"));

        assertThat(availability(2)).isEqualTo(Availability.MAINTENANCE);
        assertThat(availability(1)).isEqualTo(Availability.OPEN);
    }

    @Test
    void opensItsNodesWhenItIsTakenBack() {
        plan("w", Duration.ZERO, HOUR);

        cluster.apply(new Command.RemoveMaintenance("w"));

        assertThat(availability(1)).isEqualTo(Availability.OPEN);
        assertThat(cluster.apply(new Command.RemoveMaintenance("w")))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void goesByTheLastOfThoseThatOverlap() {
        plan("w", Duration.ZERO, HOUR);
        plan("x", Duration.ZERO, HOUR.multipliedBy(2));
        pass(HOUR);
        assertThat(availability(1)).isEqualTo(Availability.MAINTENANCE);

        pass(HOUR);

        assertThat(availability(1)).isEqualTo(Availability.OPEN);
    }

    @Test
    void survivesARestartAndCatchesUp() {
        plan("w", HOUR, HOUR);
        cluster.pauseUnnoticed(HOUR.plus(Duration.ofMinutes(1)));

        cluster = cluster.restart();
        cluster.register(1, 2);
        pass(Duration.ZERO);

        assertThat(availability(1)).isEqualTo(Availability.MAINTENANCE);
        assertThat(kinds()).contains(Event.Kind.MAINTENANCE_BEGUN);
        pass(HOUR);
        assertThat(availability(1)).isEqualTo(Availability.OPEN);
    }

    /** Nobody has looked at timeouts yet, and the command comes first. */
    @Test
    void isOnForTheFirstCommandAfterAPause() {
        plan("w", HOUR, HOUR);
        cluster.pauseUnnoticed(HOUR);

        cluster.queue(1, Cluster.spec(1));

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.PENDING);
    }

    @Test
    void isOnAsSoonAsItIsAcknowledged() {
        plan("w", Duration.ZERO, HOUR);

        assertThat(availability(1)).isEqualTo(Availability.MAINTENANCE);
    }

    @Test
    void isPlannedAnewUnderItsName() {
        plan("w", Duration.ZERO, HOUR);

        plan("w", HOUR, HOUR);

        assertThat(availability(1)).isEqualTo(Availability.OPEN);
        pass(HOUR);
        assertThat(availability(1)).isEqualTo(Availability.MAINTENANCE);
    }

    @Test
    void isRefusedWhereItMakesNoSense() {
        assertThat(plan("", HOUR, HOUR)).isInstanceOf(Outcome.Refused.class);
        assertThat(plan("w", HOUR, Duration.ZERO)).isInstanceOf(Outcome.Refused.class);
        assertThat(plan("w", HOUR.negated().multipliedBy(2), HOUR))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(plan("w", List.of(), Map.of(), HOUR, HOUR)).isInstanceOf(Outcome.Refused.class);
        assertThat(plan("w", List.of(9), Map.of(), HOUR, HOUR)).isInstanceOf(Outcome.Refused.class);
    }

    private Outcome plan(String name, Duration in, Duration length) {
        return plan(name, List.of(1), Map.of(), in, length);
    }

    private Outcome plan(
            String name,
            List<Integer> nodes,
            Map<String, String> selector,
            Duration in,
            Duration length) {
        return cluster.apply(
                new Command.SetMaintenance(
                        name,
                        nodes.stream().map(Cluster::node).toList(),
                        selector,
                        cluster.now().wall().plus(in),
                        cluster.now().wall().plus(in).plus(length),
                        LEAD,
                        null));
    }

    private static Command.DrainNode drain(boolean drain) {
        return new Command.DrainNode(Cluster.node(1), drain);
    }

    private void pass(Duration time) {
        cluster.pass(time);
    }

    private Availability availability(int node) {
        return cluster.placer.node(Cluster.node(node)).availability();
    }

    private List<Event.Kind> kinds() {
        return cluster.changes().stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event().kind())
                .filter(kind -> kind.name().startsWith("MAINTENANCE_"))
                .toList();
    }
}
