package dev.clawgateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One gateway and one real agent in this process, for all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmbeddedGatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Path folder;
    private EmbeddedGateway gateway;
    private OneNode node;

    @BeforeAll
    void start(@TempDir Path empty) throws Exception {
        folder = empty;
        gateway =
                EmbeddedGateway.start(
                        EmbeddedConfig.defaults()
                                .dataDir(folder.resolve("data"))
                                .metricsInterval(Duration.ofSeconds(1)));
        node = new OneNode(gateway, "left", folder);
    }

    @AfterEach
    void stopWhatRuns() {
        for (WorkloadId workload : gateway.state().workloads().keySet()) {
            try {
                gateway.stop(workload, true);
            } catch (EmbeddedException.Refused _) {
                // It has ended meanwhile.
            }
            assertThat(gateway.await(workload, LIMIT).ended()).isTrue();
        }
    }

    @AfterAll
    void stop() throws Exception {
        node.close();
        gateway.close();
    }

    @Test
    void runsWorkAndReadsWhatItPrints() {
        Scheduled scheduled =
                gateway.schedule(
                        WorkloadRequest.process("sh", "-c", "echo one; echo two; echo three >&2")
                                .gpus(1)
                                .name("greeting"));

        List<String> out = new ArrayList<>();
        List<String> err = new ArrayList<>();
        for (OutputLine line : gateway.output(scheduled.workload())) {
            (line.stderr() ? err : out).add(line.number() + " " + line.text());
        }

        assertThat(scheduled.node()).isEqualTo(node.id());
        assertThat(out).containsExactly("0 one", "1 two");
        assertThat(err).containsExactly("0 three");
        WorkloadSummary ended = gateway.workload(scheduled.workload());
        assertThat(ended.state()).isEqualTo(WorkloadState.COMPLETED);
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.name()).isEqualTo("greeting");
        assertThat(ended.nodeName()).isEqualTo("left");
    }

    @Test
    void outputComesWhileTheWorkloadRuns() {
        WorkloadId workload =
                gateway.schedule(WorkloadRequest.process("sh", "-c", "echo up; sleep 600"))
                        .workload();

        OutputLine first = gateway.output(workload).iterator().next();

        assertThat(first.text()).isEqualTo("up");
        assertThat(gateway.stop(workload, true)).isTrue();
        assertThat(gateway.await(workload, LIMIT).state()).isEqualTo(WorkloadState.STOPPED);
        assertThatThrownBy(() -> gateway.stop(workload, true))
                .isInstanceOf(EmbeddedException.Refused.class)
                .hasMessageContaining("already stopped");
    }

    @Test
    void whoeverWaitsIsToldWhenTheTimeIsOver() {
        WorkloadId workload = gateway.schedule(WorkloadRequest.process("sleep", "600")).workload();

        WorkloadSummary now = gateway.await(workload, Duration.ofMillis(50));

        assertThat(now.ended()).isFalse();
    }

    @Test
    void stateSaysWhatIsHeldAndWhatIsFree() {
        WorkloadId workload =
                gateway.deploy(node.id(), WorkloadRequest.process("sleep", "600").gpus(1));

        GatewayState state = gateway.state();

        assertThat(state.total().gpus()).isEqualTo(OneNode.GPUS);
        assertThat(state.total().gpuMemoryMib()).isEqualTo(2 * 81_559);
        assertThat(state.available().gpus()).isEqualTo(OneNode.GPUS - 1);
        assertThat(state.available().gpuMillisByModel())
                .containsEntry("NVIDIA H100 80GB HBM3", 1000L);
        assertThat(state.workloads()).containsOnlyKeys(workload);
        assertThat(state.nodes().get(node.id()).workloads()).containsExactly(workload);
        assertThat(gateway.node(node.id()).orElseThrow().workloads()).containsExactly(workload);
        assertThat(state.nodes().get(node.id()).labels()).containsEntry("rack", "left");
    }

    @Test
    void metricsAddUpTheFleet() {
        gateway.schedule(WorkloadRequest.process("sleep", "600"));

        ClusterMetrics metrics = gateway.metrics();

        assertThat(metrics.nodes()).isEqualTo(1);
        assertThat(metrics.healthyNodes()).isEqualTo(1);
        assertThat(metrics.gpus()).isEqualTo(OneNode.GPUS);
        assertThat(metrics.activeWorkloads()).isEqualTo(1);
        assertThat(metrics.averageGpuUtilizationPercent()).isBetween(0.0, 100.0);
    }

    @Test
    void whatFitsNowhereIsRefusedOrWaits() {
        WorkloadRequest tooMuch = WorkloadRequest.process("true").gpus(1);
        gateway.schedule(WorkloadRequest.process("sleep", "600").gpus(OneNode.GPUS));

        assertThatThrownBy(() -> gateway.schedule(tooMuch))
                .isInstanceOf(EmbeddedException.NoCapacity.class);
        Scheduled waiting = gateway.enqueue(tooMuch);

        assertThat(waiting.node()).isNull();
        assertThat(waiting.waiting()).isNotBlank();
        assertThat(gateway.workload(waiting.workload()).state()).isEqualTo(WorkloadState.PENDING);
    }

    @Test
    void whatIsNotKnownIsSaidByItsId() {
        NodeId noNode = new NodeId(new UUID(0, 1));
        WorkloadId noWorkload = new WorkloadId(new UUID(0, 2));

        assertThat(gateway.node(noNode)).isEmpty();
        assertThatThrownBy(() -> gateway.deploy(noNode, WorkloadRequest.process("true")))
                .isInstanceOfSatisfying(
                        EmbeddedException.NodeNotFound.class,
                        failure -> assertThat(failure.node()).isEqualTo(noNode));
        assertThatThrownBy(() -> gateway.stop(noWorkload, false))
                .isInstanceOfSatisfying(
                        EmbeddedException.WorkloadNotFound.class,
                        failure -> assertThat(failure.workload()).isEqualTo(noWorkload));
        assertThatThrownBy(() -> gateway.output(noWorkload))
                .isInstanceOf(EmbeddedException.WorkloadNotFound.class);
    }

    @Test
    void whatIsWrongWithARequestIsRefused() {
        assertThatThrownBy(() -> gateway.schedule(WorkloadRequest.container("")))
                .isInstanceOfSatisfying(
                        EmbeddedException.Refused.class,
                        failure -> assertThat(failure.retryHelps()).isFalse());
    }

    @Test
    void whatTheProgramChangesIsInTheAuditLog() throws Exception {
        WorkloadId workload = gateway.schedule(WorkloadRequest.process("true")).workload();

        assertThat(audited())
                .anyMatch(line ->
                        line.contains(workload.toString())
                                && line.contains("workloads.submit")
                                && line.contains("embedded"));
    }

    private List<String> audited() throws Exception {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("data").resolve("audit"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    @Test
    void interruptedCallsSayThatNobodyKnows() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> gateway.schedule(WorkloadRequest.process("true")))
                .isInstanceOf(EmbeddedException.OutcomeUnknown.class);

        assertThat(Thread.interrupted()).isTrue();
    }
}
