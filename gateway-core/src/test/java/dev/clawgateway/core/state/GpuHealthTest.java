package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.life.Past;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GPUs are reported unhealthy. */
class GpuHealthTest {
    private static final String SICK = NodeRecord.GPU_UNHEALTHY + "GPU-1-0";

    private Cluster cluster = new Cluster();
    private SessionId session;

    @BeforeEach
    void oneNode() {
        session = cluster.register(1, 2);
    }

    @Test
    void isTakenOutAloneAndPutBack() {
        say(SICK, ConditionStatus.TRUE);
        assertThat(unfit()).containsExactly(0);
        assertThat(events()).containsExactly("GPU_UNHEALTHY GPU 0 (GPU-1-0): XID 79");

        say(SICK, ConditionStatus.FALSE);
        assertThat(unfit()).isEmpty();
        assertThat(events()).last().isEqualTo("GPU_HEALTHY GPU 0 (GPU-1-0)");
    }

    @Test
    void isKnownByItsNumberToo() {
        say(NodeRecord.GPU_UNHEALTHY + "1", ConditionStatus.TRUE);

        assertThat(unfit()).containsExactly(1);
    }

    @Test
    void isReportedByTheNodeItself() {
        NodeCondition sick =
                new NodeCondition(
                        SICK, ConditionStatus.TRUE, Instant.EPOCH, Instant.EPOCH, "ECC", null, 0);
        cluster.apply(
                new Command.RegisterNode(
                        Cluster.node(1),
                        session,
                        "node-1",
                        new NodeCapacity(
                                List.of(
                                        // It has another number now.
                                        new Gpu(0, "L40S", 46_068, "GPU-1-1"),
                                        new Gpu(1, "L40S", 46_068, "GPU-1-0")),
                                48_000,
                                257_024,
                                List.of()),
                        new NodeRecord.Marks(Map.of(), Map.of(SICK, sick), List.of()),
                        List.of()));

        assertThat(unfit()).containsExactly(1);
        assertThat(events()).containsExactly("GPU_UNHEALTHY GPU 1 (GPU-1-0): ECC");
    }

    @Test
    void tellsTheWorkOnIt() {
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);

        say(SICK, ConditionStatus.TRUE);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.RUNNING);
        assertThat(events())
                .containsExactly(
                        "GPU_UNHEALTHY GPU 0 (GPU-1-0): XID 79; held by " + Cluster.workload(1),
                        "WORKLOAD_GPU_UNHEALTHY GPU 0 (GPU-1-0): XID 79");
    }

    @Test
    void movesTheWorkThatAsksForIt() {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        cluster.queue(
                1,
                Cluster.spec(
                        1,
                        new SchedulingRequirements(
                                none.gates(),
                                none.gpu(),
                                none.node(),
                                none.neighbours(),
                                new QueueTerms(
                                        QueueTerms.DEFAULT_CLUSTER,
                                        0,
                                        true,
                                        false,
                                        null,
                                        null,
                                        true),
                                null,
                                null,
                                null)));
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.takeEffects();

        say(SICK, ConditionStatus.TRUE);
        say(SICK, ConditionStatus.TRUE);

        assertThat(cluster.takeEffects()).singleElement().isInstanceOf(Effect.Stop.class);
        cluster.report(1, session, 1, WorkloadState.STOPPED);
        assertThat(cluster.record(1).attempt()).isEqualTo(2);
        assertThat(cluster.record(1).past()).isEqualTo(Past.NONE);
    }

    @Test
    void isKnownAfterARestartAndToldOnce() {
        say(SICK, ConditionStatus.TRUE);

        cluster = cluster.restart();
        session = cluster.register(1, 2);

        assertThat(unfit()).containsExactly(0);
        assertThat(events()).isEmpty();
    }

    private void say(String condition, ConditionStatus status) {
        cluster.apply(new Command.SetNodeCondition(Cluster.node(1), condition, status, "XID 79"));
    }

    private List<Integer> unfit() {
        return cluster.placer.node(Cluster.node(1)).unfit();
    }

    private List<String> events() {
        return cluster.changes().stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event())
                .filter(event -> event.kind().name().contains("GPU_"))
                .map(GpuHealthTest::words)
                .toList();
    }

    private static String words(Event event) {
        return event.kind() + " " + event.detail();
    }
}
