package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.Submitted;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

    @BeforeEach
    void prepare() {
        programs = new Programs(folder);
    }

    @AfterEach
    void cleanUp() {
        programs.close();
    }

    /** What must be the same afterwards. */
    private record Kept(WorkloadState state, @Nullable NodeId node, List<Integer> gpus) {}

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
        assertThat(gateway.waitFor(60, TimeUnit.SECONDS)).isTrue();
        programs.startGateway();

        assertThat(acknowledged).hasSize(WORKLOADS);
        assertThat(kept()).containsExactlyInAnyOrderEntriesOf(before);
        assertThat(before.keySet()).isEqualTo(acknowledged);
        assertThat(before.values()).filteredOn(k -> !k.gpus().isEmpty()).hasSize(GPUS);
    }

    private Set<WorkloadId> submit() {
        WorkloadSpec spec = new WorkloadSpec("process", List.of("sleep", "600"), Map.of(), 1, 0, 0);
        try (GatewayApi operator = programs.operator();
                ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Submitted>> answers =
                    IntStream.range(0, WORKLOADS)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            () -> operator.workloads().submit(null, spec, true),
                                            askers))
                            .toList();
            return answers.stream()
                    .map(CompletableFuture::join)
                    .map(Submitted::workload)
                    .collect(Collectors.toSet());
        }
    }

    private Map<WorkloadId, Kept> kept() {
        try (GatewayApi operator = programs.operator()) {
            return operator.workloads().list(WorkloadQuery.ALL).stream()
                    .collect(Collectors.toMap(WorkloadView::id, CrashIT::keep));
        }
    }

    private static Kept keep(WorkloadView workload) {
        return new Kept(workload.state(), workload.node(), workload.gpus());
    }
}
