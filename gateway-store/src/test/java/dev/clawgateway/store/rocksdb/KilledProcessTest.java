package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on a real store, one of them killed. */
@Timeout(120)
class KilledProcessTest {
    private static final int KILLS = 4;

    @TempDir private Path dataDir;

    @Test
    void keepsEveryAcknowledgedBatchWhole() throws IOException, InterruptedException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);

        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = killAfter(random.nextInt(1, 120));

            try (RocksStore store = RocksStore.open(folder(), Integer.MAX_VALUE)) {
                check(store.load(), acknowledged, "seed " + seed + " kill " + kill);
            }
        }
    }

    private static void check(Snapshot found, long acknowledged, String run) {
        long last = found.lastEventSequence();
        assertThat(last).as(run).isGreaterThanOrEqualTo(acknowledged);
        assertThat(found.events())
                .as(run)
                .extracting(event -> event.sequence())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList());
        assertThat(found.workloads()).as(run).hasSize((int) last * CommitLoop.WORKLOADS);
        assertThat(new HashSet<>(found.workloads()))
                .as(run)
                .containsAll(
                        LongStream.rangeClosed(1, last)
                                .boxed()
                                .flatMap(batch -> CommitLoop.workloads(batch).stream())
                                .toList());
    }

    /** Lets a process commit some batches, kills it with -9, and answers the last one it said. */
    private long killAfter(int batches) throws IOException, InterruptedException {
        Process process = start();
        long last = 0;
        try (BufferedReader said = process.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("open");
            for (int i = 0; i < batches; i++) {
                last = Long.parseLong(said.readLine());
            }
            process.toHandle().destroyForcibly(); // unlike the process, leaves its output readable
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                last = Math.max(last, Long.parseLong(line));
            }
        } finally {
            process.destroyForcibly();
        }
        return last;
    }

    @Test
    void refusesStoreThatAnotherProcessHolds() throws IOException, InterruptedException {
        Process process = start();
        try (BufferedReader said = process.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("open");

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> RocksStore.open(folder(), 10))
                    .withMessageContaining(folder().path() + " is in use by another process");

            assertThat(process.isAlive()).isTrue();
            assertThat(said.readLine()).isEqualTo("1");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private StoreFolder folder() {
        return StoreFolder.under(dataDir);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommitLoop.class.getName(),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
