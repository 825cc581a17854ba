package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.state.settings.RecoverySettings;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** New work after a restart, while the nodes that were connected come back. */
class HomecomingTest {
    private Cluster cluster = new Cluster();

    @Test
    void placesNothingUntilTheLastNodeIsBack() {
        cluster.register(1, 1);
        cluster.register(2, 1);
        cluster = cluster.restart();

        cluster.register(1, 1);
        cluster.queue(7, Cluster.spec(1));
        cluster.pass(Duration.ofSeconds(10));
        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.PENDING);
        assertThat(cluster.submit(8, 1)).isInstanceOf(Outcome.Refused.class);

        cluster.register(2, 1);
        cluster.pass(Duration.ofMillis(250));
        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.STARTING);
    }

    @Test
    void placesNothingOnceTheGatewayIsAboutToEnd() {
        cluster.register(1, 2);
        cluster.submit(7, 1);

        cluster.apply(new Command.Retire());

        cluster.queue(8, Cluster.spec(1));
        cluster.pass(Duration.ofSeconds(10));
        assertThat(cluster.stateOf(8)).isEqualTo(WorkloadState.PENDING);
        assertThat(cluster.submit(9, 1)).isInstanceOf(Outcome.Refused.class);
        cluster = cluster.restart();
        cluster.register(1, 2);
        cluster.pass(Duration.ofMillis(250));
        assertThat(cluster.stateOf(8)).isEqualTo(WorkloadState.STARTING);
    }

    @Test
    void waitsNoLongerThanItMay() {
        cluster.register(1, 1);
        cluster.register(2, 1);
        cluster = cluster.restart();
        cluster.register(1, 1);

        cluster.pass(RecoverySettings.DEFAULT.waitForNodes());

        assertThat(cluster.submit(7, 1)).isInstanceOf(Outcome.Placed.class);
    }

    @Test
    void doesNotWaitForWhoWasAway() {
        cluster.register(1, 1);
        SessionId gone = cluster.register(2, 1);
        cluster.apply(new Command.SessionClosed(Cluster.node(2), gone));
        cluster = cluster.restart();

        cluster.register(1, 1);

        assertThat(cluster.submit(7, 1)).isInstanceOf(Outcome.Placed.class);
    }

    @Test
    void waitsForNobodyWhereNobodyIsKnown() {
        cluster = cluster.restart();

        cluster.register(1, 1);

        assertThat(cluster.submit(7, 1)).isInstanceOf(Outcome.Placed.class);
    }
}
