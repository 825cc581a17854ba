package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One live deadline for each subject and kind, and none once it is met. */
class DeadlineUpkeepTest {
    private static final int LIFECYCLES = 1_000_000;
    private static final int KEPT = 100;

    private final Cluster cluster = new Cluster();

    @Test
    void holdsNoMoreThanWhatLivesAfterAMillionLifecycles() {
        ClusterState state = new ClusterState(new FirstFitPlacer(), keeping(KEPT));
        Moment now = new Moment(Instant.EPOCH, 0);
        state.apply(Caller.GATEWAY, registration(Cluster.session(1)), now);

        for (int number = 0; number < LIFECYCLES; number++) {
            now = new Moment(now.wall(), now.nanos() + 1_000);
            state.apply(
                    Caller.GATEWAY,
                    new Command.SubmitWorkload(
                            Cluster.workload(number), Cluster.spec(1), null, false),
                    now);
            state.apply(Caller.GATEWAY, report(number, WorkloadState.RUNNING), now);
            if (number % 2 == 0) {
                state.apply(
                        Caller.GATEWAY,
                        new Command.StopWorkload(Cluster.workload(number), false),
                        now);
                state.apply(Caller.GATEWAY, report(number, WorkloadState.STOPPED), now);
            } else {
                state.apply(Caller.GATEWAY, report(number, WorkloadState.COMPLETED), now);
            }
        }

        // Each finished workload that is kept has the day it is forgotten; nothing else lives.
        assertThat(state.deadlines()).isEqualTo(KEPT);
    }

    @Test
    void sendsOneFrameAtEachExpiryHoweverOftenAStopWasRepeated() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        for (int time = 0; time < 200; time++) {
            cluster.apply(new Command.StopWorkload(Cluster.workload(1), true));
        }
        cluster.takeEffects();

        cluster.pass(Cluster.SETTINGS.stopTimeout());
        List<Effect> first = cluster.takeEffects();
        cluster.pass(Cluster.SETTINGS.stopTimeout());
        List<Effect> second = cluster.takeEffects();

        assertThat(first).singleElement().isInstanceOf(Effect.Stop.class);
        assertThat(second).singleElement().isInstanceOf(Effect.Stop.class);
    }

    @Test
    void sendsOneFrameAtExpiryHoweverOftenItsNodeCameBack() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));
        for (int time = 0; time < 100; time++) {
            cluster.register(1, 1);
        }
        cluster.takeEffects();

        cluster.pass(Cluster.SETTINGS.stopGrace().plus(Cluster.SETTINGS.stopTimeout()));

        assertThat(cluster.takeEffects()).singleElement().isInstanceOf(Effect.Stop.class);
    }

    @Test
    void keepsOneDeadlineOfEachKindForANodeThatComesAndGoes() {
        for (int time = 0; time < 100; time++) {
            SessionId session = cluster.register(1, 1);
            assertThat(cluster.state.deadlines()).isZero();
            cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
            assertThat(cluster.state.deadlines()).isEqualTo(3);
        }

        cluster.pass(Cluster.SETTINGS.forgetNodeAfter());

        assertThat(cluster.state.deadlines()).isZero();
    }

    @Test
    void takesTheTimeLimitBackWithTheEnd() {
        SessionId session = cluster.register(1, 1);
        cluster.queue(1, Cluster.spec(1, Cluster.limitedTo(Duration.ofHours(1))));
        assertThat(cluster.state.deadlines()).as("start").isEqualTo(1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        assertThat(cluster.state.deadlines()).as("time limit").isEqualTo(1);

        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));
        assertThat(cluster.state.deadlines()).as("stop").isEqualTo(1);
        cluster.report(1, session, 1, WorkloadState.STOPPED);

        assertThat(cluster.state.deadlines()).as("to be forgotten").isEqualTo(1);
        cluster.pass(Cluster.SETTINGS.keepFinished());
        assertThat(cluster.state.deadlines()).isZero();
    }

    private static Command<?> registration(SessionId session) {
        return new Command.RegisterNode(
                Cluster.node(1),
                session,
                "node-1",
                new NodeCapacity(
                        List.of(new Gpu(0, "L40S", 46_068, "GPU-0")), 48_000, 257_024, List.of()),
                NodeRecord.Marks.NONE,
                null);
    }

    private static Command<?> report(int number, WorkloadState next) {
        return new Command.ReportWorkload(
                Cluster.node(1), Cluster.session(1), Cluster.workload(number), next, 1, null, null);
    }

    private static CoreSettings keeping(int workloads) {
        CoreSettings usual = Cluster.SETTINGS;
        return new CoreSettings(
                usual.nodeTimeout(),
                usual.startTimeout(),
                usual.stopTimeout(),
                usual.stopGrace(),
                usual.forgetNodeAfter(),
                usual.keepFinished(),
                usual.maxNodes(),
                workloads,
                usual.maxEvents(),
                false);
    }
}
