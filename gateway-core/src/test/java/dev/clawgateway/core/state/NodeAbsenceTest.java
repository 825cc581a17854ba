package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.record.MachineIdentity;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nodes that are not heard, are elsewhere, or have been gone for long. */
class NodeAbsenceTest {
    private static final Duration TIMEOUT = Cluster.SETTINGS.nodeTimeout();
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final MachineIdentity HERE = new MachineIdentity("machine-a", "boot-1");
    private static final MachineIdentity THERE = new MachineIdentity("machine-b", "boot-1");

    private final Cluster cluster = new Cluster();

    @Test
    void losesWhatASilentNodeHeldAndEndsItsSession() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.takeEffects();

        cluster.apply(new Command.LoseNode(Cluster.node(1), session));

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        assertThat(cluster.takeEffects())
                .containsExactly(
                        new Effect.Close(Cluster.node(1), session, Effect.Close.Cause.SILENT));
        assertThat(eventsOf(Event.Kind.NODE_LOST))
                .containsExactly("1 workload: " + Cluster.workload(1));
    }

    @Test
    void namesAtMostTwentyLostWorkloads() {
        SessionId session = cluster.register(1, 25);
        for (int number = 1; number <= 25; number++) {
            cluster.submit(number, 1);
        }

        cluster.apply(new Command.LoseNode(Cluster.node(1), session));

        assertThat(eventsOf(Event.Kind.NODE_LOST))
                .singleElement()
                .asString()
                .startsWith("25 workloads: ")
                .endsWith(" and 5 more")
                .contains(Cluster.workload(20).toString())
                .doesNotContain(Cluster.workload(21).toString());
    }

    @Test
    void losesNothingForTheSilenceOfAnOlderSession() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.register(1, 1);

        Outcome outcome = cluster.apply(new Command.LoseNode(Cluster.node(1), session));

        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
    }

    @Test
    void countsFromWhenItWasLastHeardWhenASilentSessionEnds() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        long heard = cluster.now().nanos();
        cluster.pass(Duration.ofSeconds(60));
        cluster.apply(new Command.ReportLiveness(Cluster.node(1), session, true, heard, TIMEOUT));
        cluster.pass(Duration.ofSeconds(50));
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));

        cluster.pass(Duration.ofSeconds(9));
        WorkloadState before = cluster.stateOf(1);
        cluster.pass(SECOND);

        assertThat(before).isEqualTo(WorkloadState.STARTING);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
    }

    @Test
    void countsFromTheEndOfTheSessionWhenItWasHeardAgain() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        long heard = cluster.now().nanos();
        cluster.pass(Duration.ofSeconds(60));
        cluster.apply(new Command.ReportLiveness(Cluster.node(1), session, true, heard, TIMEOUT));
        cluster.apply(
                new Command.ReportLiveness(
                        Cluster.node(1), session, false, cluster.now().nanos(), TIMEOUT));
        cluster.pass(Duration.ofSeconds(50));
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));

        cluster.pass(TIMEOUT.minus(SECOND));

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
    }

    @Test
    void givesAWholeTimeoutFromTheEndOfItsOwnPause() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(Duration.ofSeconds(100));

        cluster.pauseUnnoticed(Duration.ofMinutes(3));
        cluster.apply(new Command.OwnPause(Duration.ofMinutes(3)));
        cluster.pass(TIMEOUT.minus(SECOND));
        WorkloadState before = cluster.stateOf(1);
        cluster.pass(SECOND);

        assertThat(before).isEqualTo(WorkloadState.STARTING);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
    }

    @Test
    void excusesASilenceThatItsOwnPauseCovers() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        long heard = cluster.now().nanos();
        cluster.pass(Duration.ofSeconds(60));
        cluster.apply(new Command.ReportLiveness(Cluster.node(1), session, true, heard, TIMEOUT));
        cluster.pauseUnnoticed(TIMEOUT);
        cluster.apply(new Command.OwnPause(TIMEOUT));
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));

        cluster.pass(TIMEOUT.minus(SECOND));
        WorkloadState before = cluster.stateOf(1);
        cluster.pass(SECOND);

        assertThat(before).isEqualTo(WorkloadState.STARTING);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
    }

    @Test
    void knowsThatWhatRanHasEndedWithItsMachine() {
        SessionId session = register(1, new MachineIdentity("machine", "boot-1"), null);
        cluster.submit(1, 0);
        cluster.report(1, session, 1, WorkloadState.RUNNING);

        register(2, new MachineIdentity("machine", "boot-2"), session);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        assertThat(cluster.record(1).word()).isEqualTo("node restarted");
    }

    @Test
    void knowsItAlsoWhereTheMachineStartedAnewWhileTheGatewayWasAway() {
        SessionId session = register(1, new MachineIdentity("machine", "boot-1"), null);
        cluster.submit(1, 0);
        cluster.report(1, session, 1, WorkloadState.RUNNING);

        Cluster after = cluster.restart();
        after.apply(registration(1, 2, new MachineIdentity("machine", "boot-2"), null));

        assertThat(after.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        assertThat(after.record(1).word()).isEqualTo("node restarted");
    }

    @Test
    void holdsWhatRunsWhereOnlyTheGatewayStartedAnew() {
        SessionId session = register(1, new MachineIdentity("machine", "boot-1"), null);
        cluster.submit(1, 0);
        cluster.report(1, session, 1, WorkloadState.RUNNING);

        Cluster after = cluster.restart();
        after.apply(registration(1, 2, new MachineIdentity("machine", "boot-1"), null));

        assertThat(after.stateOf(1)).isEqualTo(WorkloadState.RUNNING);
    }

    @Test
    void addsItsOwnPauseToTheTimeThatAStartMayTake() {
        cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.pauseUnnoticed(Duration.ofHours(1));
        cluster.apply(new Command.OwnPause(Duration.ofHours(1)));

        cluster.pass(Cluster.SETTINGS.startTimeout().minus(SECOND));
        WorkloadState before = cluster.stateOf(1);
        cluster.pass(SECOND);

        assertThat(before).isEqualTo(WorkloadState.STARTING);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
    }

    @Test
    void asksBeforeAnotherMachineTakesANodeIdOver() {
        SessionId session = register(1, HERE, null);

        Outcome outcome = apply(2, THERE, null);

        assertThat(outcome).isEqualTo(new Outcome.Contested(session));
        assertThat(cluster.takeEffects())
                .containsExactly(new Effect.Admit(Cluster.node(1), Cluster.session(1)));
    }

    @Test
    void letsAnotherMachineTakeOverFromASilentOne() {
        SessionId session = register(1, HERE, null);
        cluster.takeEffects();

        Outcome outcome = apply(2, THERE, session);

        assertThat(outcome).isEqualTo(new Outcome.Done());
        assertThat(cluster.takeEffects())
                .containsExactly(
                        new Effect.Close(Cluster.node(1), session, Effect.Close.Cause.SUPERSEDED),
                        new Effect.Admit(Cluster.node(1), Cluster.session(2)));
    }

    @Test
    void letsTheNewestSessionWinOnOneMachineOrAnUnknownOne() {
        register(1, HERE, null);

        assertThat(apply(2, HERE, null)).isEqualTo(new Outcome.Done());
        assertThat(apply(3, null, null)).isEqualTo(new Outcome.Done());
        assertThat(apply(4, THERE, null)).isEqualTo(new Outcome.Done());
    }

    @Test
    void letsTheLongestOfflineNodeGiveWayAtTheLimit() {
        Cluster small = new Cluster(atMost(3));
        goAway(small, 1);
        goAway(small, 2);
        small.register(3, 1);

        Outcome outcome = small.apply(registration(4, 9, null, null));

        assertThat(outcome).isEqualTo(new Outcome.Done());
        assertThat(small.changes()).contains(new Change.NodeForgotten(Cluster.node(1)));
        assertThat(small.changes()).doesNotContain(new Change.NodeForgotten(Cluster.node(2)));
    }

    @Test
    void keepsAtTheLimitWhatIsConnectedHoldsWorkOrBearsAMark() {
        Cluster small = new Cluster(atMost(4));
        small.register(1, 1);
        small.apply(new Command.CordonNode(Cluster.node(1), null));
        goAway(small, small.register(2, 1), 2);
        small.apply(new Command.DrainNode(Cluster.node(2), true));
        SessionId third = small.register(3, 1);
        small.submit(1, 1);
        goAway(small, third, 3);
        small.register(4, 1);

        Outcome outcome = small.apply(registration(5, 9, null, null));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.detail())
                                        .contains("server.max_nodes", "operator's mark"));
        assertThat(small.changes()).noneMatch(Change.NodeForgotten.class::isInstance);
    }

    @Test
    void keepsTheDevicesOfAPlainNodeUntilItHasStoppedWhatItRanWhenItWasLost() {
        SessionId back = loseAndReturn(null);
        List<Effect> told = cluster.takeEffects();

        Outcome before = cluster.submit(2, 1);
        cluster.report(1, back, 1, WorkloadState.STOPPED);
        Outcome after = cluster.submit(3, 1);

        assertThat(told)
                .contains(
                        new Effect.Stop(
                                Cluster.node(1),
                                back,
                                Cluster.workload(1),
                                1,
                                Duration.ZERO,
                                "the node was lost"));
        assertThat(before).isInstanceOf(Outcome.Refused.class);
        assertThat(after).isInstanceOf(Outcome.Placed.class);
    }

    @Test
    void keepsThemNoLongerThanAStopMayTake() {
        loseAndReturn(null);

        cluster.pass(Cluster.SETTINGS.stopTimeout().minus(SECOND));
        Outcome before = cluster.submit(2, 1);
        cluster.pass(SECOND);
        Outcome after = cluster.submit(3, 1);

        assertThat(before).isInstanceOf(Outcome.Refused.class);
        assertThat(after).isInstanceOf(Outcome.Placed.class);
    }

    @Test
    void keepsNothingOfANodeThatSaysWhatItRuns() {
        loseAndReturn(List.of());

        assertThat(cluster.submit(2, 1)).isInstanceOf(Outcome.Placed.class);
    }

    private SessionId loseAndReturn(@Nullable List<RunningAttempt> running) {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(TIMEOUT);
        return cluster.register(1, 1, running);
    }

    private SessionId register(
            long epoch, @Nullable MachineIdentity machine, @Nullable SessionId silent) {
        apply(epoch, machine, silent);
        return Cluster.session(epoch);
    }

    private Outcome apply(
            long epoch, @Nullable MachineIdentity machine, @Nullable SessionId silent) {
        return cluster.apply(registration(1, epoch, machine, silent));
    }

    private static Command<?> registration(
            int node, long epoch, @Nullable MachineIdentity machine, @Nullable SessionId silent) {
        return new Command.RegisterNode(
                Cluster.node(node),
                Cluster.session(epoch),
                "node-" + node,
                new NodeCapacity(List.of(), 0, 0, List.of()),
                NodeRecord.Marks.NONE,
                null,
                machine,
                null,
                silent);
    }

    private static void goAway(Cluster cluster, int node) {
        goAway(cluster, cluster.register(node, 1), node);
        cluster.pass(SECOND);
    }

    private static void goAway(Cluster cluster, SessionId session, int node) {
        cluster.apply(new Command.SessionClosed(Cluster.node(node), session));
    }

    private static CoreSettings atMost(int nodes) {
        CoreSettings usual = Cluster.SETTINGS;
        return new CoreSettings(
                usual.nodeTimeout(),
                usual.startTimeout(),
                usual.stopTimeout(),
                usual.stopGrace(),
                usual.forgetNodeAfter(),
                usual.keepFinished(),
                nodes,
                usual.maxWorkloads(),
                usual.maxEvents(),
                usual.undeclaredClusters());
    }

    private List<String> eventsOf(Event.Kind kind) {
        return cluster.changes().stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event())
                .filter(event -> event.kind() == kind)
                .map(Event::detail)
                .toList();
    }
}
