package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.record.ClockRecord;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A wall clock that is set, while the gateway runs and while it does not. */
class ClockTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private Cluster cluster = new Cluster();

    @Test
    void endsNoTimeLimitByAJumpOverARestart() {
        runLimitedToAnHour();
        cluster.pass(Duration.ofMinutes(30));
        cluster.saveClock();

        cluster.step(DAY);
        cluster = cluster.restart();
        cluster.pass(Duration.ofMinutes(29));
        assertThat(stops()).isEmpty();

        cluster.pass(Duration.ofMinutes(2));
        cluster.register(1, 1);
        assertThat(stops()).hasSize(1);
    }

    @Test
    void endsNoTimeLimitByAJumpWhileItRuns() {
        runLimitedToAnHour();
        cluster.pass(Duration.ofMinutes(10));
        cluster.step(DAY);
        cluster.pass(Duration.ofMinutes(10));
        cluster.saveClock();
        cluster = cluster.restart();

        cluster.pass(Duration.ofMinutes(39));
        assertThat(stops()).isEmpty();

        cluster.pass(Duration.ofMinutes(2));
        cluster.register(1, 1);
        assertThat(stops()).hasSize(1);
    }

    @Test
    void forgetsNothingByAJumpOfEightDays() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.COMPLETED);
        cluster.pass(HOUR);
        cluster.saveClock();

        cluster.step(Duration.ofDays(8));
        cluster = cluster.restart();
        cluster.pass(Duration.ofDays(6));

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.COMPLETED);
        cluster.pass(DAY);
        assertThat(cluster.state.workload(Cluster.workload(1))).isNull();
    }

    @Test
    void boundsAWaitByItsOwnPeriodWhereTheClockWasSetBack() {
        runLimitedToAnHour();
        cluster.pass(Duration.ofMinutes(30));
        cluster.saveClock();

        cluster.step(DAY.negated());
        cluster = cluster.restart();
        cluster.pass(HOUR);
        cluster.register(1, 1);

        assertThat(stops()).hasSize(1);
    }

    @Test
    void noticesAJumpBeforeAnythingIsStoredByIt() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.saveClock();
        cluster.step(Duration.ofDays(30).negated());
        cluster.report(1, session, 1, WorkloadState.COMPLETED);
        cluster.step(Duration.ofDays(30));

        cluster = cluster.restart();
        cluster.pass(Duration.ofSeconds(1));

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.COMPLETED);
    }

    @Test
    void knowsOfWhatWasStoredAfterTheClockWasLast() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.step(Duration.ofDays(30).negated());
        cluster.pass(Duration.ofMillis(1));
        cluster.pass(Duration.ofMillis(1));
        cluster.report(1, session, 1, WorkloadState.COMPLETED);
        cluster.step(Duration.ofDays(30));

        cluster = cluster.restart();
        cluster.pass(Duration.ofSeconds(1));

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.COMPLETED);
    }

    @Test
    void tellsOfAJump() {
        cluster.pass(Duration.ofSeconds(1));
        cluster.step(DAY);
        cluster.pass(Duration.ofSeconds(1));
        cluster.pass(Duration.ofSeconds(1));

        assertThat(jumps()).containsExactly("forward by 86400 s");
    }

    @Test
    void knowsWhatWasMendedToHaveBeenNoJump() {
        ClockRecord clock =
                ClockRecord.NONE
                        .at(NOON)
                        .jumped(NOON, NOON.plus(DAY))
                        .jumped(NOON.plus(DAY).plus(HOUR), NOON.plus(HOUR))
                        .at(NOON.plus(HOUR).plus(HOUR));

        assertThat(clock.since(NOON.minus(HOUR))).isEqualTo(HOUR.multipliedBy(3));
    }

    @Test
    void takesWhatWasShownTwiceForTheLaterTime() {
        ClockRecord clock =
                ClockRecord.NONE
                        .at(NOON)
                        .jumped(NOON, NOON.minus(HOUR))
                        .jumped(NOON.minus(HOUR), NOON.minus(HOUR.multipliedBy(2)))
                        .jumped(NOON.minus(HOUR.multipliedBy(2)), NOON);

        assertThat(clock.since(NOON.minus(HOUR.multipliedBy(2)).plusSeconds(1))).isZero();
        assertThat(clock.since(NOON.minus(HOUR.multipliedBy(3)))).isEqualTo(HOUR.multipliedBy(3));
    }

    @Test
    void doesNotRememberEachOfManyJumps() {
        ClockRecord clock = ClockRecord.NONE.at(NOON);
        for (int jump = 0; jump < 1000; jump++) {
            Instant wall = NOON.plus(HOUR.multipliedBy(jump));
            clock = clock.jumped(wall, wall.plus(HOUR));
        }

        assertThat(clock.jumps()).hasSizeLessThan(100);
        assertThat(clock.since(NOON.minus(DAY))).isGreaterThanOrEqualTo(DAY);
    }

    private void runLimitedToAnHour() {
        SessionId session = cluster.register(1, 1);
        cluster.queue(1, Cluster.spec(1, Cluster.limitedTo(HOUR)));
        cluster.pass(Duration.ZERO);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.takeEffects();
    }

    private List<String> jumps() {
        return cluster.changes().stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event())
                .filter(event -> event.kind() == Event.Kind.CLOCK_JUMPED)
                .map(event -> String.valueOf(event.detail()))
                .toList();
    }

    private List<Effect> stops() {
        return cluster.takeEffects().stream().filter(Effect.Stop.class::isInstance).toList();
    }
}
