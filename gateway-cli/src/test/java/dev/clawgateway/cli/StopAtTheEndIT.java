package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop that meets the natural end of its job: whichever comes first, the job ends. */
class StopAtTheEndIT {
    private static final int JOBS = 200;
    private static final int AT_ONCE = 8;
    private static final long RUN_MILLIS = 300;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Stops are spread over this long before and after the natural end. */
    private static final long SPREAD_MILLIS = 50;

    @TempDir private Path folder;
    private Programs programs;

    @BeforeEach
    void start() {
        programs = new Programs(folder);
        programs.startGateway();
        programs.startAgent("node", AT_ONCE);
    }

    @AfterEach
    void cleanUp() {
        programs.close();
    }

    @Test
    void leavesNoJobStuckWhenAStopMeetsItsNaturalEnd() {
        Random random = new Random(20_261_128);
        List<WorkloadId> all = new ArrayList<>();
        try (GatewayApi operator = programs.operator()) {
            while (all.size() < JOBS) {
                List<CompletableFuture<WorkloadId>> round = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    round.add(startAndStop(operator, delay(random)));
                }
                round.forEach(id -> all.add(id.join()));
            }
            await("every job ends")
                    .atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(all).allMatch(id -> ended(operator, id), "has ended"));
            assertThat(started(operator, AT_ONCE)).as("every device is free").isNotNull();
        }
    }

    private static long delay(Random random) {
        return RUN_MILLIS - SPREAD_MILLIS + random.nextLong(2 * SPREAD_MILLIS + 1);
    }

    private static CompletableFuture<WorkloadId> startAndStop(
            GatewayApi operator, long afterMillis) {
        WorkloadId id = started(operator, 1);
        Executor later = CompletableFuture.delayedExecutor(afterMillis, TimeUnit.MILLISECONDS);
        // A stop that comes too late is refused, which is as good.
        return CompletableFuture.supplyAsync(() -> stopped(operator, id), later);
    }

    private static WorkloadId stopped(GatewayApi operator, WorkloadId id) {
        try {
            operator.workloads().stop(id, false);
        } catch (RefusedException _) {
            // It came too late.
        }
        return id;
    }

    private static WorkloadId started(GatewayApi operator, int gpus) {
        List<String> command =
                List.of(
                        "sleep",
                        String.valueOf(RUN_MILLIS / (double) TimeUnit.SECONDS.toMillis(1)));
        WorkloadSpec spec = new WorkloadSpec("process", command, Map.of(), gpus, 0, 0);
        return await("room").atMost(LIMIT).until(() -> submitted(operator, spec), id -> id != null);
    }

    /** Null while there is no room. */
    private static @Nullable WorkloadId submitted(GatewayApi operator, WorkloadSpec spec) {
        try {
            return operator.workloads().submit(null, spec, false).workload();
        } catch (RefusedException _) {
            return null;
        }
    }

    private static boolean ended(GatewayApi operator, WorkloadId id) {
        return operator.workloads().get(id).state().isFinal();
    }
}
