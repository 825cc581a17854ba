package dev.clawgateway.cli.blows.invokes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.cli.Programs;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifteen hundred invokes over two hundred nodes of the packaged gateway, which is killed again and
 * again while they are under way, as are nodes; one operator leaves and is back at once. Everybody
 * comes back by himself. The number of kills is {@code -Dclaw.kills=N}, the seed {@code
 * -Dclaw.seed=N}.
 */
class InvokesOverKillsIT {
    private static final int NODES = 200;
    private static final int ASKERS = 6;
    private static final int EACH = 250;
    private static final int KILLS = Integer.getInteger("claw.kills", 2);
    private static final int ANSWERS_BETWEEN = 200;
    private static final long SEED = Long.getLong("claw.seed", 20_261_129);
    private static final String SECRET = "fleet-secret";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** So that most is still under way when it is noticed. */
    private static final Duration OFTEN = Duration.ofMillis(5);

    @TempDir private Path folder;
    private final InvokeRecord record = new InvokeRecord();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Random random = new Random(SEED);
    private final int port = Programs.freePort();
    private final URI uri = URI.create("ws://127.0.0.1:" + port + "/");
    private final List<CountingNode> nodes = new ArrayList<>();
    private Programs programs;
    private ExecutorService threads;
    private HttpClient http;
    private Process gateway;

    @BeforeEach
    void begin() {
        programs = new Programs(folder);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        http = HttpClient.newHttpClient();
        start();
    }

    @AfterEach
    void end() {
        over.countDown();
        threads.shutdownNow();
        http.shutdownNow();
        programs.close();
    }

    private void start() {
        Path config =
                programs.write(
                        "openclaw.toml",
                        """
                        [server]
                        bind_address = "%s"

                        [storage]
                        data_dir = "%s"

                        [gateway]
                        port = %d

                        [gateway.auth]
                        token = "%s"

                        [openclaw]
                        approve_local_nodes = true
                        """
                                .formatted(
                                        programs.address(), folder.resolve("data"), port, SECRET));
        // It lives for seconds: what is compiled best is never worth it.
        gateway =
                programs.launch(
                        "gateway",
                        List.of(),
                        Map.of("CLAW_GATEWAY_JAVA_OPTS", "-XX:TieredStopAtLevel=1"),
                        "--config",
                        config.toString());
    }

    private void kill() throws InterruptedException {
        gateway.destroyForcibly();
        assertThat(gateway.waitFor(30, TimeUnit.SECONDS)).isTrue();
        record.killed();
    }

    private void awaitNodes() {
        await().atMost(PATIENCE)
                .until(() -> {
                    assertThat(gateway.isAlive()).as(() -> programs.log("gateway")).isTrue();
                    return nodes.stream().allMatch(CountingNode::there);
                });
    }

    @Test
    void eachIsAnsweredOnceAndRunsOnceALifeOfTheGateway() throws Exception {
        for (int i = 0; i < NODES; i++) {
            Random own = new Random(random.nextLong());
            nodes.add(new CountingNode(http, uri, SECRET, record, own, over));
        }
        nodes.forEach(threads::execute);
        awaitNodes();
        List<Future<List<String>>> asked = new ArrayList<>();
        for (int asker = 0; asker < ASKERS; asker++) {
            asked.add(threads.submit(asker(asker)));
        }

        for (int kill = 1; kill <= KILLS; kill++) {
            int answers = kill * ANSWERS_BETWEEN;
            await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> record.answers() >= answers);
            assertThat(kill > 1 || ASKERS * EACH - record.answers() > 1000)
                    .as("a thousand are under way")
                    .isTrue();
            kill();
            start();
        }

        for (Future<List<String>> one : asked) {
            assertThat(one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEmpty();
        }
        assertThat(record.broken()).as("seed " + SEED).isEmpty();
        assertThat(record.words())
                .containsOnlyKeys("ok", "COMMAND_ERROR", "TIMEOUT", "DISCONNECTED");
        assertThat(record.answers()).isEqualTo(ASKERS * EACH);
        assertThat(record.ranAgain()).as("ran before a kill, and asked again").isPositive();
        assertThat(nodes.stream().mapToInt(CountingNode::late).sum()).isPositive();
    }

    private PatientAsker asker(int number) {
        int leavesAfter = number == 0 ? ANSWERS_BETWEEN / 2 : 0;
        PatientAsker asker = new PatientAsker(http, uri, SECRET, record, leavesAfter, over);
        for (int i = 0; i < EACH; i++) {
            asker.want(number + "-" + i, nodes.get((number * 31 + i) % NODES).id());
        }
        return asker;
    }
}
