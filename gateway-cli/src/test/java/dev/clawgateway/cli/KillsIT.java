package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gateway and agents are killed while work is submitted, stopped and drained. The number of kills
 * is {@code -Dclaw.kills=N}, the seed {@code -Dclaw.seed=N}.
 */
class KillsIT {
    private static final int KILLS = Integer.getInteger("claw.kills", 6);
    private static final long SEED = Long.getLong("claw.seed", 20_261_128);
    private static final int GPUS = 4;
    private static final List<String> NODES = List.of("left", "right");
    private static final String GATEWAY = "gateway";

    @TempDir private Path folder;
    private final Random random = new Random(SEED);
    private final Map<String, Process> running = new LinkedHashMap<>();
    private Programs programs;

    @BeforeEach
    void start() {
        programs = new Programs(folder);
        running.put(GATEWAY, programs.startGateway());
        NODES.forEach(node -> running.put(node, programs.startAgent(node, GPUS)));
    }

    @AfterEach
    void cleanUp() {
        programs.close();
    }

    @Test
    void bringsEveryWorkloadToItsEndAndFreesEveryDevice() throws Exception {
        KillLoad load = new KillLoad(programs::operator, NODES, folder, SEED);
        Thread loading = Thread.ofVirtual().start(load);
        for (int kill = 0; kill < KILLS; kill++) {
            load.awaitProgress(random.nextInt(1, 12));
            String victim =
                    random.nextBoolean() ? GATEWAY : NODES.get(random.nextInt(NODES.size()));
            killAndRestart(victim);
        }
        load.finish();
        assertThat(loading.join(Duration.ofSeconds(60))).as("the load ends").isTrue();

        await("every acknowledged workload ends, seed " + SEED)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(load.unfinished()).isEmpty());
        assertThat(load.acknowledged()).hasSizeGreaterThan(KILLS);
        assertThat(load.startedTwice()).as("attempts that were started twice").isEmpty();
        assertThat(load.freeNodes(GPUS)).as("nodes whose devices are all free").isEqualTo(NODES);
        assertThat(load.leftovers()).as("processes nobody watches").isEmpty();
    }

    private void killAndRestart(String victim) throws InterruptedException {
        Process process = running.get(victim);
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        running.put(
                victim,
                victim.equals(GATEWAY)
                        ? programs.startGateway()
                        : programs.startAgent(victim, GPUS));
    }
}
