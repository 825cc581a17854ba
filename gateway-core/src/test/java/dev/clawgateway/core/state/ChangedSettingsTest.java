package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.state.settings.LossLimits;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Settings that change while the cluster runs: running timers follow, and nobody is given up by it.
 */
class ChangedSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final CoreSettings USUAL = Cluster.SETTINGS;

    private final Cluster cluster = new Cluster();

    /** With another of the durations, by its name. */
    private static CoreSettings with(Map<String, Duration> other) {
        return new CoreSettings(
                other.getOrDefault("node", USUAL.nodeTimeout()),
                other.getOrDefault("start", USUAL.startTimeout()),
                other.getOrDefault("stop", USUAL.stopTimeout()),
                other.getOrDefault("grace", USUAL.stopGrace()),
                other.getOrDefault("forget", USUAL.forgetNodeAfter()),
                other.getOrDefault("keep", USUAL.keepFinished()),
                USUAL.maxNodes(),
                USUAL.maxWorkloads(),
                USUAL.maxEvents(),
                USUAL.undeclaredClusters());
    }

    private void leaveFor(Duration away) {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(away);
    }

    private void expectLostIn(Duration time) {
        cluster.pass(time.minus(SECOND));
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
        cluster.pass(SECOND);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
    }

    @Test
    void aShorterTimeoutGivesThoseAwayAWholeOne() {
        leaveFor(Duration.ofSeconds(100));

        cluster.change(with(Map.of("node", Duration.ofSeconds(30))));

        expectLostIn(Duration.ofSeconds(30));
    }

    @Test
    void aLongerTimeoutCountsForThoseAwayToo() {
        leaveFor(Duration.ofSeconds(119));

        cluster.change(with(Map.of("node", Duration.ofMinutes(10))));

        expectLostIn(Duration.ofMinutes(10));
    }

    @Test
    void whoIsSilentOnAnOpenSessionGetsAWholeTimeoutToo() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        long heard = cluster.now().nanos();
        cluster.pass(Duration.ofSeconds(100));
        cluster.apply(
                new Command.ReportLiveness(
                        Cluster.node(1), session, true, heard, USUAL.nodeTimeout()));

        cluster.change(with(Map.of("node", Duration.ofMinutes(10))));
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));

        expectLostIn(Duration.ofMinutes(10));
    }

    @Test
    void otherSettingsLeaveTimersOfNodesAsTheyWere() {
        leaveFor(Duration.ofSeconds(100));

        cluster.change(with(Map.of("start", Duration.ofMinutes(1))));

        expectLostIn(Duration.ofSeconds(20));
    }

    @Test
    void aLongerStartTimeoutCountsForThoseStarting() {
        cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.pass(Duration.ofMinutes(14));

        cluster.change(with(Map.of("start", Duration.ofMinutes(20))));

        expectLostIn(Duration.ofMinutes(6));
    }

    @Test
    void aShorterStartTimeoutIsOverNoSoonerThanAWholeOneFromNow() {
        cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.pass(Duration.ofMinutes(10));

        cluster.change(with(Map.of("start", Duration.ofMinutes(2))));

        expectLostIn(Duration.ofMinutes(2));
    }

    @Test
    void aShorterStartTimeoutIsNoLaterThanTheOneBefore() {
        cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.pass(Duration.ofMinutes(14));

        cluster.change(with(Map.of("start", Duration.ofMinutes(2))));

        expectLostIn(Duration.ofMinutes(1));
    }

    @Test
    void aShorterKeepForgetsWhatFinishedWithinAWholeOne() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.report(1, session, 1, WorkloadState.COMPLETED);
        cluster.pass(Duration.ofHours(5));

        cluster.change(with(Map.of("keep", Duration.ofHours(1))));
        cluster.pass(Duration.ofMinutes(59));
        boolean before = cluster.state.workload(Cluster.workload(1)) != null;
        cluster.pass(Duration.ofMinutes(1));

        assertThat(before).isTrue();
        assertThat(cluster.state.workload(Cluster.workload(1))).isNull();
    }

    @Test
    void moreLossesASecondCountAtOnce() {
        CoreSettings one = losing(1);
        Cluster slow = new Cluster(one);
        for (int node = 1; node <= 4; node++) {
            SessionId session = slow.register(node, 1);
            slow.submit(node, 1);
            slow.apply(new Command.SessionClosed(Cluster.node(node), session));
        }

        slow.change(losing(10));
        slow.pass(USUAL.nodeTimeout());

        for (int node = 1; node <= 4; node++) {
            assertThat(slow.stateOf(node)).isEqualTo(WorkloadState.FAILED);
        }
    }

    private static CoreSettings losing(int perSecond) {
        return new CoreSettings(
                USUAL.nodeTimeout(),
                USUAL.startTimeout(),
                USUAL.stopTimeout(),
                USUAL.stopGrace(),
                USUAL.forgetNodeAfter(),
                USUAL.keepFinished(),
                USUAL.maxNodes(),
                USUAL.maxWorkloads(),
                USUAL.maxEvents(),
                USUAL.undeclaredClusters(),
                USUAL.discovery(),
                new LossLimits(perSecond, USUAL.losses().massSilence()),
                USUAL.seed(),
                USUAL.recovery(),
                USUAL.answers());
    }

    @Test
    void nothingIsSentOrStoredByAChangeAlone() {
        cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.takeEffects();
        int stored = cluster.changes().size();

        cluster.change(
                with(
                        Map.of(
                                "node", SECOND, "start", SECOND, "stop", SECOND, "keep", SECOND,
                                "grace", SECOND, "forget", SECOND)));

        assertThat(cluster.takeEffects()).isEmpty();
        assertThat(cluster.changes()).hasSize(stored);
    }

    @Test
    void orderedStopsTakeTheGraceOfNow() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.change(with(Map.of("grace", Duration.ofSeconds(5))));
        cluster.takeEffects();

        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));

        assertThat(cluster.takeEffects())
                .filteredOn(Effect.Stop.class::isInstance)
                .allMatch(stop -> ((Effect.Stop) stop).grace().equals(Duration.ofSeconds(5)))
                .isNotEmpty();
    }
}
