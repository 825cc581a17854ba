package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that does not say what it runs returns after its work was given up. */
class OldWorkTest {
    private Cluster cluster = new Cluster();
    private SessionId session;

    @BeforeEach
    void loseTwo() {
        session = cluster.register(1, 2);
        for (int workload = 1; workload <= 2; workload++) {
            cluster.submit(workload, 1);
            cluster.report(1, session, workload, WorkloadState.RUNNING);
        }
        lose();
        cluster.takeEffects();
    }

    @Test
    void isStoppedBeforeTheNodeGetsNewWork() {
        session = cluster.register(1, 2);

        assertThat(stops()).hasSize(2).allMatch(stop -> stop.grace().isZero());
        assertThat(availability()).isEqualTo(Availability.AVOIDED);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.report(1, session, 1, WorkloadState.STOPPED);
        assertThat(availability()).isEqualTo(Availability.AVOIDED);
        cluster.report(1, session, 2, WorkloadState.COMPLETED);
        assertThat(availability()).isEqualTo(Availability.OPEN);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        assertThat(stops()).isEmpty();
    }

    @Test
    void keepsTheNodeNoLongerThanAStopMayTake() {
        cluster.register(1, 2);

        cluster.pass(Cluster.SETTINGS.stopTimeout().minus(Duration.ofSeconds(1)));
        assertThat(availability()).isEqualTo(Availability.AVOIDED);
        cluster.pass(Duration.ofSeconds(1));
        assertThat(availability()).isEqualTo(Availability.OPEN);
        cluster.register(1, 2);
        assertThat(availability()).as("it had its time").isEqualTo(Availability.OPEN);
    }

    @Test
    void isToldAgainInTheNextSession() {
        session = cluster.register(1, 2);
        cluster.report(1, session, 1, WorkloadState.STOPPED);
        cluster.takeEffects();
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(Cluster.SETTINGS.stopTimeout());

        cluster.register(1, 2);

        assertThat(stops()).extracting(Effect.Stop::workload).containsExactly(Cluster.workload(2));
        assertThat(availability()).isEqualTo(Availability.AVOIDED);
    }

    @Test
    void isKnownAfterARestartOfTheGateway() {
        cluster = cluster.restart();

        session = cluster.register(1, 2);

        assertThat(stops()).hasSize(2);
        assertThat(availability()).isEqualTo(Availability.AVOIDED);
    }

    @Test
    void isNotAskedForAgainAfterARestartOnceItIsOver() {
        session = cluster.register(1, 2);
        cluster.report(1, session, 1, WorkloadState.STOPPED);
        cluster.pass(Cluster.SETTINGS.stopTimeout());
        cluster = cluster.restart();

        cluster.register(1, 2);

        assertThat(stops()).isEmpty();
        assertThat(availability()).isEqualTo(Availability.OPEN);
    }

    @Test
    void isNoMatterWhereTheNodeSaysWhatItRuns() {
        cluster.register(1, 2, List.of());

        assertThat(stops()).isEmpty();
        assertThat(availability()).isEqualTo(Availability.OPEN);
    }

    @Test
    void isToldFewAtATimeHoweverManyThereAre() {
        session = cluster.register(2, 1);
        for (int workload = 101; workload <= 200; workload++) {
            cluster.submit(workload, 0);
            cluster.report(2, session, workload, WorkloadState.RUNNING);
        }
        cluster.apply(new Command.SessionClosed(Cluster.node(2), session));
        cluster.pass(Cluster.SETTINGS.nodeTimeout());
        cluster.takeEffects();

        session = cluster.register(2, 1);
        int told = 0;
        for (List<Effect.Stop> next = stops(); !next.isEmpty(); next = stops()) {
            assertThat(next).hasSizeLessThanOrEqualTo(32);
            told += next.size();
            next.forEach(stop ->
                    cluster.apply(
                            new Command.ReportWorkload(
                                    Cluster.node(2),
                                    session,
                                    stop.workload(),
                                    WorkloadState.STOPPED,
                                    null,
                                    null,
                                    null)));
        }

        assertThat(told).isEqualTo(100);
        assertThat(cluster.placer.node(Cluster.node(2)).availability())
                .isEqualTo(Availability.OPEN);
    }

    private void lose() {
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(Cluster.SETTINGS.nodeTimeout());
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
    }

    private Availability availability() {
        return cluster.placer.node(Cluster.node(1)).availability();
    }

    private List<Effect.Stop> stops() {
        return cluster.takeEffects().stream()
                .filter(Effect.Stop.class::isInstance)
                .map(Effect.Stop.class::cast)
                .toList();
    }
}
