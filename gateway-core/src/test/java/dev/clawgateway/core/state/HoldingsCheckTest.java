package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine holds is held against what is known to hold it. */
class HoldingsCheckTest {
    private final Cluster cluster = new Cluster();

    @BeforeEach
    void run() {
        SessionId session = cluster.register(1, 4);
        cluster.submit(1, 1);
        cluster.submit(2, 2);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.report(1, session, 2, WorkloadState.RUNNING);
    }

    @Test
    void saysNothingWhereAllIsWell() {
        cluster.pass(HoldingsCheck.INTERVAL.multipliedBy(2));

        assertThat(found(cluster)).isEmpty();
        assertThat(told(cluster)).isEmpty();
    }

    @Test
    void tellsOfAnAttemptForWhichNothingIsHeld() {
        cluster.placer.release(Cluster.workload(2));

        cluster.pass(HoldingsCheck.INTERVAL);

        assertThat(found(cluster))
                .satisfiesExactly(
                        one ->
                                assertThat(one)
                                        .contains(Cluster.workload(2) + " the engine has nothing"),
                        all ->
                                assertThat(all)
                                        .isEqualTo(
                                                "the engine holds for 1 attempts, and 2 are"
                                                        + " known"));
        assertThat(told(cluster)).containsExactly(2);
    }

    @Test
    void tellsOfWhatIsHeldForNobody() {
        cluster.placer.restore(
                Cluster.workload(9),
                null,
                Cluster.spec(1),
                cluster.placer.holds(Cluster.workload(1)),
                cluster.now().wall());

        cluster.pass(HoldingsCheck.INTERVAL);

        assertThat(found(cluster))
                .containsExactly("the engine holds for 3 attempts, and 2 are known");
    }

    @Test
    void tellsOfOtherDevicesThanAreKnown() {
        cluster.placer.restore(
                Cluster.workload(1),
                null,
                Cluster.spec(1),
                cluster.placer.holds(Cluster.workload(2)),
                cluster.now().wall());

        cluster.pass(HoldingsCheck.INTERVAL);

        assertThat(found(cluster))
                .singleElement()
                .asString()
                .startsWith("for " + Cluster.workload(1) + " the engine has GPUs [1, 2]");
    }

    /** It is told again each hour, until all is well; and nothing is done about it. */
    @Test
    void correctsNothing() {
        cluster.placer.release(Cluster.workload(2));
        cluster.pass(HoldingsCheck.INTERVAL);
        cluster.pass(HoldingsCheck.INTERVAL);

        assertThat(found(cluster)).hasSize(4);
        assertThat(cluster.placer.holds(Cluster.workload(2))).isNull();
        assertThat(cluster.record(2).state().holdsDevices()).isTrue();
    }

    @Test
    void looksAfterEachStart() {
        Cluster restarted = cluster.restart();
        restarted.placer.release(Cluster.workload(2));

        restarted.pass(Cluster.SETTINGS.recovery().waitForNodes());

        assertThat(found(restarted)).isNotEmpty();
    }

    private static List<String> found(Cluster cluster) {
        return cluster.changes().stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event())
                .filter(event -> event.kind() == Event.Kind.HOLDINGS_DIFFER)
                .map(event -> String.valueOf(event.detail()))
                .toList();
    }

    private static List<Integer> told(Cluster cluster) {
        return cluster.changes().stream()
                .filter(Change.HoldingsChecked.class::isInstance)
                .map(change -> ((Change.HoldingsChecked) change).differences())
                .toList();
    }
}
