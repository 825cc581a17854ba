package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.store.older.StoreDump;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/** Real processes that upgrade a store, each killed somewhere on the way. */
@Timeout(120)
class KilledUpgradeTest {
    private static final int FORMAT = 4;
    private static final int MAX_EVENTS = 1000;

    @TempDir private Path data;

    @Test
    void goesOnFromWhateverAKillLeft() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        StoreDump dump = StoreDump.ofFormat(FORMAT);
        int writes = writes(data.resolve("counted"), dump);
        Snapshot whole = upgraded(data.resolve("whole"), dump);
        Path killed = data.resolve("killed");
        made(killed, dump);

        // The last four leave the copy's place clear, the copy, the switch, and no parts.
        for (int kill : List.of(random.nextInt(writes - 5), writes - 4, writes - 3)) {
            killAfter(kill, killed);
            assertThat(StoreDump.read(StoreFolder.under(killed).path().toString()))
                    .as("seed %d, killed after %d of %d", seed, kill, writes)
                    .isEqualTo(dump.entries());
        }
        killAfter(writes - 1, killed);

        try (RocksStore store = RocksStore.open(StoreFolder.under(killed), MAX_EVENTS)) {
            assertThat(store.load()).as("seed %d", seed).isEqualTo(whole);
        }
    }

    /** How often an upgrade writes. */
    private static int writes(Path data, StoreDump dump) throws Exception {
        made(data, dump);
        String path = StoreFolder.under(data).path().toString();
        AtomicInteger writes = new AtomicInteger();
        try (Options options = new Options();
                RocksDB database = RocksDB.open(options, path)) {
            new FormatUpgrade(database, Path.of(path), _ -> {}, writes::incrementAndGet)
                    .from(FORMAT);
        }
        return writes.get();
    }

    private static Snapshot upgraded(Path data, StoreDump dump) throws Exception {
        made(data, dump);
        try (RocksStore store = RocksStore.open(StoreFolder.under(data), MAX_EVENTS)) {
            return store.load();
        }
    }

    private static void made(Path data, StoreDump dump) throws Exception {
        StoreFolder folder = StoreFolder.under(data);
        folder.prepare(new StoreFaults(folder.path()));
        dump.writeTo(folder.path().toString());
    }

    /** Lets a process write so often, no more, and kills it with -9. */
    private static void killAfter(int writes, Path data) throws IOException {
        Process process = start(data);
        try (BufferedReader said = process.inputReader(UTF_8);
                OutputStream goOn = process.getOutputStream()) {
            for (int i = 0; i < writes; i++) {
                assertThat(said.readLine()).isEqualTo("wrote");
                if (i < writes - 1) {
                    goOn.write('\n');
                    goOn.flush();
                }
            }
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private static Process start(Path data) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.createDirectories(data);
        return new ProcessBuilder(
                        java.toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UpgradeOnce.class.getName(),
                        data.toString(),
                        Integer.toString(FORMAT))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
