package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.Past;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.Retry;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.RestartPolicy.When;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What follows an end that nobody ordered. */
class RestartsTest {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** The jitter is up to a quarter. */
    private static final double MOST = 1.25;

    private Cluster cluster = new Cluster();
    private SessionId session;

    @BeforeEach
    void oneNode() {
        session = cluster.register(1, 2);
    }

    @Test
    void failsForGoodWithoutAPolicy() {
        cluster.submit(1, 1);

        fail();

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
    }

    @Test
    void startsAgainAfterItsPause() {
        submit(When.ON_FAILURE, null);

        fail();

        Duration pause = pause();
        assertThat(pause).isBetween(PAUSE, times(PAUSE, MOST));
        cluster.pass(pause.minusMillis(1));
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.PENDING);
        cluster.pass(Duration.ofMillis(1));
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
        assertThat(cluster.record(1).attempt()).isEqualTo(2);
        assertThat(cluster.record(1).past().restarts()).isEqualTo(1);
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToTheLongest() {
        submit(When.ON_FAILURE, null);

        for (int restart = 1; restart <= 6; restart++) {
            fail();
            Duration least = PAUSE.multipliedBy(1L << (restart - 1));
            least = least.compareTo(LONGEST) < 0 ? least : LONGEST;
            assertThat(pause()).isBetween(least, times(least, MOST));
            cluster.pass(pause());
            assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
        }
    }

    @Test
    void beginsAnewAfterALongRun() {
        submit(When.ON_FAILURE, null);
        for (int restart = 1; restart <= 3; restart++) {
            fail();
            cluster.pass(pause());
        }
        cluster.report(1, session, 1, WorkloadState.RUNNING);

        cluster.pass(Duration.ofMinutes(10));
        fail();

        assertThat(pause()).isBetween(PAUSE, times(PAUSE, MOST));
        assertThat(cluster.record(1).past().restarts()).isEqualTo(4);
    }

    @Test
    void failsForGoodAfterItsMostRestarts() {
        submit(When.ON_FAILURE, 2);
        for (int restart = 1; restart <= 2; restart++) {
            fail();
            cluster.pass(pause());
        }

        fail();

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        assertThat(cluster.record(1).failures()).isEqualTo(2);
        assertThat(cluster.record(1).reason()).isEqualTo("exit code 7");
    }

    @Test
    void completesOnceUnlessItIsToRunAlways() {
        submit(When.ON_FAILURE, null);
        cluster.queue(2, spec(policy(When.ALWAYS, null)));
        cluster.report(1, session, 1, WorkloadState.COMPLETED);
        cluster.report(1, session, 2, WorkloadState.COMPLETED);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.COMPLETED);
        assertThat(cluster.stateOf(2)).isEqualTo(WorkloadState.PENDING);
        assertThat(cluster.record(2).failures()).isZero();
        assertThat(cluster.record(2).past().restarts()).isEqualTo(1);
    }

    @Test
    void startsAgainWhenItsNodeStoppedItButNotWhenSomebodyDid() {
        submit(When.ON_FAILURE, null);
        cluster.queue(2, spec(policy(When.ALWAYS, null)));
        cluster.report(1, session, 1, WorkloadState.STOPPED);
        cluster.apply(new Command.StopWorkload(Cluster.workload(2), false));
        cluster.report(1, session, 2, WorkloadState.STOPPED);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.PENDING);
        assertThat(cluster.stateOf(2)).isEqualTo(WorkloadState.STOPPED);
    }

    @Test
    void doesNotCountAnEviction() {
        submit(When.ON_FAILURE, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);

        cluster.evict(1);
        cluster.report(1, session, 1, WorkloadState.STOPPED);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
        assertThat(cluster.record(1).past()).isEqualTo(Past.NONE);
    }

    @Test
    void goesElsewhereAtOnceWhenItsNodeIsLost() {
        submit(When.ON_FAILURE, null);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.register(2, 1);

        loseNode();

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
        assertThat(cluster.record(1).node()).isEqualTo(Cluster.node(2));
        assertThat(cluster.record(1).past().restarts()).isEqualTo(1);
        assertThat(cluster.record(1).past().lost())
                .containsExactly(new Past.Lost(Cluster.node(1), 1));
    }

    @Test
    void staysWithItsNodeUnderNever() {
        cluster.submit(1, 1);
        cluster.register(2, 1);

        loseNode();

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        assertThat(cluster.record(1).reason()).isEqualTo("node " + Cluster.node(1) + " was lost");
    }

    @Test
    void keepsCountAndPauseOverARestartOfTheGateway() {
        submit(When.ON_FAILURE, 2);
        fail();
        cluster.pass(pause());
        fail();
        Duration pause = pause();

        cluster.pass(Duration.ofSeconds(5));
        cluster = cluster.restart();
        session = cluster.register(1, 2);

        cluster.pass(pause.minusSeconds(5).minusMillis(1));
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.PENDING);
        cluster.pass(Duration.ofMillis(1));
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
        fail();
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
    }

    @Test
    void isToldToStopWhereItWasLostAlsoAfterARestartOfTheGateway() {
        submit(When.ON_FAILURE, null);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.register(2, 1);
        loseNode();
        cluster = cluster.restart();

        session = cluster.register(1, 2);

        assertThat(stops()).extracting(Effect.Stop::attempt).containsExactly(1);
        cluster.report(1, session, 1, WorkloadState.STOPPED);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
        assertThat(cluster.record(1).past().lost()).isEmpty();
    }

    @Test
    void endsAtOnceWhenItIsStoppedInItsPause() {
        submit(When.ON_FAILURE, null);
        fail();

        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPED);
        cluster.pass(Duration.ofMinutes(5));
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPED);
        assertThat(cluster.state.deadlines()).isEqualTo(1);
    }

    @Test
    void wouldRatherNotStartAgainWhereItDidNotStart() {
        submit(When.ON_FAILURE, null);
        cluster.report(1, session, 1, 1, WorkloadState.FAILED, null, "no such image");

        assertThat(cluster.record(1).past().unwanted()).isEqualTo(Cluster.node(1));
        cluster.pass(pause());
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        fail();
        assertThat(cluster.record(1).past().unwanted()).isNull();
    }

    @Test
    void startsAGangAgainTogetherAfterThePauseOfOne() {
        SchedulingRequirements gang = twoWorkers(new Gang(1, 2, null), When.ON_FAILURE);
        cluster.queue(1, Cluster.spec(1, gang));
        List<WorkloadRecord> members = members();
        members.forEach(one -> report(one, WorkloadState.RUNNING));

        report(members.get(1), WorkloadState.FAILED);
        report(members.get(0), WorkloadState.STOPPED);

        assertThat(members()).allMatch(one -> one instanceof Pending);
        Retry retry = Objects.requireNonNull(members().get(1).retry());
        cluster.pass(retry.pause().minusMillis(1));
        assertThat(members()).allMatch(one -> one instanceof Pending);
        cluster.pass(Duration.ofMillis(1));
        assertThat(members()).allMatch(one -> one.state() == WorkloadState.STARTING).hasSize(2);
    }

    @Test
    void doesNotRunAParallelWorkloadForEver() {
        SchedulingRequirements always = twoWorkers(null, When.ALWAYS);

        assertThat(cluster.queue(1, Cluster.spec(1, always))).isInstanceOf(Outcome.Refused.class);
    }

    private List<WorkloadRecord> members() {
        return cluster.changes().stream()
                .filter(Change.WorkloadSaved.class::isInstance)
                .map(Change.WorkloadSaved.class::cast)
                .map(saved -> saved.workload().id())
                .distinct()
                .map(id -> Objects.requireNonNull(cluster.state.workload(id)))
                .toList();
    }

    private void report(WorkloadRecord member, WorkloadState state) {
        cluster.apply(
                new Command.ReportWorkload(
                        Cluster.node(1), session, member.id(), state, null, null, null));
    }

    private void submit(When when, @Nullable Integer most) {
        cluster.queue(1, spec(policy(when, most)));
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
    }

    private static WorkloadSpec spec(RestartPolicy policy) {
        return Cluster.spec(1, SchedulingRequirements.NONE.with(policy));
    }

    private static SchedulingRequirements twoWorkers(@Nullable Gang gang, When when) {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        return new SchedulingRequirements(
                        none.gates(),
                        none.gpu(),
                        none.node(),
                        none.neighbours(),
                        none.queue(),
                        new Parallel(2, 2, CompletionMode.INDEXED, 6, null),
                        gang,
                        none.policy())
                .with(policy(when, null));
    }

    private static RestartPolicy policy(When when, @Nullable Integer most) {
        return new RestartPolicy(when, most, PAUSE, LONGEST);
    }

    private void fail() {
        int attempt = cluster.record(1).attempt();
        cluster.report(1, session, 1, attempt, WorkloadState.FAILED, 7, null);
    }

    private void loseNode() {
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(Cluster.SETTINGS.nodeTimeout());
        cluster.takeEffects();
    }

    private Duration pause() {
        return Objects.requireNonNull(cluster.record(1).retry()).pause();
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis((long) (duration.toMillis() * factor));
    }

    private List<Effect.Stop> stops() {
        return cluster.takeEffects().stream()
                .filter(Effect.Stop.class::isInstance)
                .map(Effect.Stop.class::cast)
                .toList();
    }
}
