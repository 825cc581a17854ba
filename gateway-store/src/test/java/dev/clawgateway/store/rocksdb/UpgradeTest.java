package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.store.older.StoreDump;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Stores as gateways of older formats left them. */
class UpgradeTest {
    private static final int MAX_EVENTS = 1000;

    @TempDir private Path data;

    @BeforeEach
    void loadLibrary() {
        StoreFolder folder = folder(data.resolve("first"));
        RocksStore.open(folder, MAX_EVENTS).close();
    }

    private static StoreFolder folder(Path data) {
        return StoreFolder.under(data);
    }

    private static Path made(StoreDump dump, Path data) throws IOException, RocksDBException {
        Path path = folder(data).path();
        Files.createDirectories(path);
        dump.writeTo(path.toString());
        return path;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everythingIsThereAfterwards(int format) throws Exception {
        StoreDump dump = StoreDump.ofFormat(format);
        made(dump, data);
        List<String> said = new ArrayList<>();

        Snapshot upgraded;
        try (RocksStore store = RocksStore.open(folder(data), MAX_EVENTS, 64, said::add)) {
            upgraded = store.load();
        }

        holds(upgraded, dump);
        assertThat(said.getFirst()).contains("has format " + format + "; upgrading it to format 5");
        try (RocksStore store = RocksStore.open(folder(data), MAX_EVENTS, 64, said::add)) {
            assertThat(store.load()).isEqualTo(upgraded);
        }
        assertThat(said).hasSize(2);
    }

    private static void holds(Snapshot upgraded, StoreDump dump) {
        assertThat(upgraded.nodes()).hasSize((int) dump.count('n'));
        assertThat(upgraded.workloads()).hasSize((int) dump.count('w'));
        assertThat(upgraded.virtualClusters()).hasSize((int) dump.count('c'));
        assertThat(upgraded.events()).hasSize((int) dump.count('e'));
        assertThat(upgraded.members().members()).hasSize((int) dump.count('b'));
        assertThat(upgraded.discovery().members()).hasSize((int) dump.count('d'));
        assertThat(upgraded.serving()).isFalse();
        // The text of a record has all that is in it; of a member of a family it has the name.
        assertThat(upgraded.toString().toLowerCase(Locale.ROOT)).contains(dump.leaves());
    }

    /** The way back: as it was, in the hands of whoever knows that format. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void leavesACopyOfTheOlderFormat(int format) throws Exception {
        StoreDump dump = StoreDump.ofFormat(format);
        Path path = made(dump, data);

        RocksStore.open(folder(data), MAX_EVENTS).close();

        Path copy = path.resolveSibling("store-format-" + format);
        assertThat(StoreDump.read(copy.toString())).isEqualTo(dump.entries());
        assertThat(path.resolveSibling("store-upgrade")).doesNotExist();
    }

    /** What a kill leaves at each moment is a store of the old format or of the new, and whole. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void isWholeWhereverItIsCutOff(int format) throws Exception {
        StoreDump dump = StoreDump.ofFormat(format);
        Path path = made(dump, data);
        Path cuts = Files.createDirectory(data.resolve("cuts"));
        List<Path> left = new ArrayList<>();
        List<Map<Path, Integer>> states = new ArrayList<>();
        AtomicInteger writes = new AtomicInteger();

        try (Options options = new Options();
                RocksDB database = RocksDB.open(options, path.toString())) {
            new FormatUpgrade(
                            database,
                            path,
                            _ -> {},
                            () -> {
                                writes.incrementAndGet();
                                Map<Path, Integer> state = state(data);
                                if (states.isEmpty() || !states.getLast().equals(state)) {
                                    states.add(state);
                                    left.add(copied(data, cuts.resolve("cut-" + left.size())));
                                }
                            })
                    .from(format);
        }

        assertThat(writes).hasValueGreaterThan(dump.entries().size());
        assertThat(left).hasSizeGreaterThan(6);
        Snapshot whole;
        try (RocksStore store = RocksStore.open(folder(data), MAX_EVENTS)) {
            whole = store.load();
        }
        holds(whole, dump);
        int ofToday = 0;
        for (Path cut : left) {
            List<StoreDump.Entry> found = StoreDump.read(cut.resolve("store").toString());
            if (!found.equals(dump.entries())) {
                ofToday++;
            }
            try (RocksStore store = RocksStore.open(folder(cut), MAX_EVENTS)) {
                assertThat(store.load()).as(cut.toString()).isEqualTo(whole);
            }
        }
        assertThat(ofToday).isBetween(1, 3);
    }

    /** What a kill would leave: the contents of all files, by a hash. */
    private static Map<Path, Integer> state(Path data) {
        Map<Path, Integer> state = new TreeMap<>();
        try {
            for (Path file : files(data)) {
                state.put(
                        file,
                        Files.isDirectory(file) ? 0 : Arrays.hashCode(Files.readAllBytes(file)));
            }
            return state;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path copied(Path data, Path to) {
        try {
            for (Path file : files(data)) {
                Files.copy(file, to.resolve(data.relativize(file).toString()));
            }
            return to;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Folders before what is in them. */
    private static List<Path> files(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(
                            file -> {
                                Path relative = data.relativize(file);
                                return !relative.startsWith("cuts")
                                        && !relative.startsWith("first");
                            })
                    .toList();
        }
    }

    @Test
    void leavesTheOlderFormWhereARecordCannotBeRead() throws Exception {
        StoreDump dump = StoreDump.ofFormat(3);
        Path path = made(dump, data);
        try (Options options = new Options();
                RocksDB database = RocksDB.open(options, path.toString())) {
            database.put("w-broken".getBytes(UTF_8), "{}".getBytes(UTF_8));
        }

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> RocksStore.open(folder(data), MAX_EVENTS))
                .withMessageContaining("damaged")
                .withMessageContaining("a record is not of format 3: 772d62726f6b656e: workload:");

        assertThat(StoreDump.read(path.toString())).containsAll(dump.entries());
    }
}
