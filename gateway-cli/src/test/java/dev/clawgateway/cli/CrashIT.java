package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.Connector;
import dev.clawgateway.client.operator.OperatorClient;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliReply.SchedulingStatus;
import dev.clawgateway.protocol.claw.operator.CliReply.WorkloadStarted;
import dev.clawgateway.protocol.claw.operator.CliReply.Workloads;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListWorkloads;
import dev.clawgateway.protocol.claw.operator.CliRequest.StartWorkload;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives a gateway that is killed. */
class CrashIT {
    private static final int WORKLOADS = 1000;
    private static final int GPUS = 8;

    @TempDir private Path folder;
    private Programs programs;
    private Connector connector;

    @BeforeEach
    void prepare() {
        programs = new Programs(folder);
        connector = Connector.withThreads(1);
    }

    @AfterEach
    void cleanUp() {
        connector.close();
        programs.close();
    }

    /** What must be the same afterwards. */
    private record Kept(WorkloadState state, NodeId node, List<Integer> gpus) {}

    @Test
    void losesNoAcknowledgedWorkloadWhenKilled() throws Exception {
        Process gateway = programs.startGateway();
        programs.startAgent("node", GPUS);
        Set<WorkloadId> acknowledged = submit();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(kept().values())
                                .filteredOn(k -> k.state() == WorkloadState.RUNNING)
                                .hasSize(GPUS));
        Map<WorkloadId, Kept> before = kept();

        gateway.destroyForcibly();
        assertThat(gateway.waitFor(10, TimeUnit.SECONDS)).isTrue();
        programs.startGateway();

        assertThat(acknowledged).hasSize(WORKLOADS);
        assertThat(kept()).containsExactlyInAnyOrderEntriesOf(before);
        assertThat(before.keySet()).isEqualTo(acknowledged);
        assertThat(before.values()).filteredOn(k -> !k.gpus().isEmpty()).hasSize(GPUS);
    }

    private Set<WorkloadId> submit() {
        WorkloadSpec spec = new WorkloadSpec("process", List.of("sleep", "600"), Map.of(), 1, 0, 0);
        try (OperatorClient operator = programs.operator(connector)) {
            List<CompletableFuture<CliReply>> answers =
                    IntStream.range(0, WORKLOADS)
                            .mapToObj(_ -> operator.ask(new StartWorkload(null, spec, true)))
                            .toList();
            return answers.stream()
                    .map(CompletableFuture::join)
                    .map(CrashIT::id)
                    .collect(Collectors.toSet());
        }
    }

    private static WorkloadId id(CliReply reply) {
        return switch (reply) {
            case WorkloadStarted started -> started.workloadId();
            case SchedulingStatus waiting -> waiting.workloadId();
            default -> throw new AssertionError("not accepted: " + reply);
        };
    }

    private Map<WorkloadId, Kept> kept() {
        try (OperatorClient operator = programs.operator(connector)) {
            return operator.ask(new ListWorkloads(null, null), Workloads.class).workloads().stream()
                    .collect(Collectors.toMap(WorkloadInfo::workloadId, CrashIT::keep));
        }
    }

    private static Kept keep(WorkloadInfo workload) {
        return new Kept(workload.state(), workload.nodeId(), workload.gpuIds());
    }
}
