package dev.clawgateway.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.store.layout.RestoredHistory;
import dev.clawgateway.store.log.LogNote;
import dev.clawgateway.store.log.LogScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was acknowledged, and is not there any more, on the real database. */
class ShortenedLogTest {
    private static final int EVENTS = 40;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<String> said = new ArrayList<>();
    @TempDir private Path folder;
    private StoreOnDisk whole;

    @BeforeEach
    void write() {
        whole = new StoreOnDisk(folder.resolve("whole"));
        try (RocksStore store = whole.open()) {
            Term term = store.begin();
            for (int i = 1; i <= EVENTS; i++) {
                store.commit(term, List.of(new Change.EventRecorded(StoreOnDisk.event(i))));
            }
        }
    }

    @Test
    void refusesAStoreWithoutItsLog() throws IOException {
        Path log = whole.newest(".log");
        byte[] kept = Files.readAllBytes(log);
        Files.delete(log);

        for (int start = 0; start < 2; start++) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(whole::open)
                    .withMessageContaining("ends before what was acknowledged: at write ")
                    .withMessageContaining("--accept-loss")
                    .matches(failure -> failure.kind() == StoreException.Kind.DAMAGED);
        }
        Files.write(log, kept);

        assertThat(events(whole)).as("it was only looked at").isEqualTo(EVENTS);
    }

    @Test
    void refusesAnEmptiedFolderThatHasItsNote() throws IOException {
        try (Stream<Path> files = Files.list(whole.folder().path())) {
            for (Path file : files.filter(file -> !file.endsWith(LogNote.FILE)).toList()) {
                Files.delete(file);
            }
        }

        assertThat(failure(whole))
                .hasMessageContaining("ends before what was acknowledged: at write 0");
    }

    @Test
    void refusesALogCutAnywhere() throws IOException {
        long size = Files.size(whole.newest(".log"));
        for (int i = 0; i < 60; i++) {
            long length = i < 5 ? size - 1 - i : random.nextLong(size);
            StoreOnDisk cut = copy("cut-" + i);
            StoreOnDisk.truncate(cut.newest(".log"), length);

            assertThat(failure(cut))
                    .as("seed %d: %d of %d bytes", seed, length, size)
                    .hasMessageContaining("ends before what was acknowledged");
        }
    }

    @Test
    void noChangedByteOfALogLosesAnythingUnnoticed() throws IOException {
        long size = Files.size(whole.newest(".log"));
        for (int i = 0; i < 80; i++) {
            long position = i < 8 ? size - 1 - i : random.nextLong(size);
            StoreOnDisk flipped = copy("flipped-" + i);
            StoreOnDisk.flipByte(flipped.newest(".log"), position);

            assertThat(failure(flipped))
                    .as("seed %d: byte %d of %d", seed, position, size)
                    .matches(failure -> failure.kind() == StoreException.Kind.DAMAGED);
        }
    }

    @Test
    void noDamageOfAnotherFileLosesAnythingUnnoticed() throws IOException {
        whole.open().close(); // recovery turns the log into a table
        for (String ending : List.of(".sst", "MANIFEST", "CURRENT")) {
            for (int i = 0; i < 15; i++) {
                StoreOnDisk cut = copy("cut-" + ending + i);
                Path file = file(cut, ending);
                long position = random.nextLong(Files.size(file));
                StoreOnDisk.truncate(file, position);
                StoreOnDisk flipped = copy("flipped-" + ending + i);
                StoreOnDisk.flipByte(file(flipped, ending), position);

                String run = "seed %d: %s byte %d".formatted(seed, ending, position);
                assertThat(lost(cut)).as(run).isFalse();
                assertThat(lost(flipped)).as(run).isFalse();
            }
        }
    }

    private static Path file(StoreOnDisk disk, String word) throws IOException {
        try (Stream<Path> files = Files.list(disk.folder().path())) {
            return files.filter(file -> file.getFileName().toString().contains(word))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    /** Whether it opens, and knows less. */
    private static boolean lost(StoreOnDisk disk) {
        try {
            return events(disk) != EVENTS;
        } catch (StoreException _) {
            return false;
        }
    }

    @Test
    void cutsOffWhatWasNeverAcknowledged() throws IOException {
        Path note = whole.folder().path().resolve(LogNote.FILE);
        byte[] before;
        try (RocksStore store = whole.open()) {
            Term term = store.begin();
            store.commit(term, List.of(new Change.EventRecorded(StoreOnDisk.event(EVENTS + 1))));
            before = Files.readAllBytes(note);
            store.commit(term, List.of(new Change.EventRecorded(StoreOnDisk.event(EVENTS + 2))));
        }
        LogScan log = LogScan.of(whole.folder().path()).getLast();
        for (int torn : new int[] {1, 20, 40}) {
            StoreOnDisk cut = copy("torn-" + torn);
            Files.write(cut.folder().path().resolve(LogNote.FILE), before);
            StoreOnDisk.truncate(cut.newest(".log"), log.size() - torn);
            said.clear();

            assertThat(events(cut, said::add)).isEqualTo(EVENTS + 1);

            assertThat(said)
                    .singleElement()
                    .asString()
                    .contains(log.file().getFileName().toString());
            assertThat(said.getFirst()).contains("never acknowledged");
        }
    }

    @Test
    void cutsOffATailOfOtherBytes() throws IOException {
        Path log = whole.newest(".log");
        long size = Files.size(log);
        byte[] rest = new byte[300];
        random.nextBytes(rest);
        Files.write(log, rest, StandardOpenOption.APPEND);

        assertThat(events(whole, said::add)).isEqualTo(EVENTS);
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("cut 300 bytes off the end of " + log + ", from byte " + size);
    }

    @Test
    void opensAFolderFromBeforeTheNote() throws IOException {
        Files.delete(whole.folder().path().resolve(LogNote.FILE));

        assertThat(events(whole)).isEqualTo(EVENTS);
        assertThat(whole.folder().path().resolve(LogNote.FILE)).exists();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnWithWhatIsThereWhenAnOperatorSaysSo(boolean all) throws IOException {
        Path log = whole.newest(".log");
        if (all) {
            Files.delete(log);
        } else {
            StoreOnDisk.truncate(log, Files.size(log) / 2);
        }
        StoreReport found = StoreCheck.of(whole.folder(), said::add);
        assertThat(found.lost()).isBetween(1L, EVENTS + 2L);
        assertThat(failure(whole)).hasMessageContaining("--accept-loss");

        AcceptedLoss.of(whole.folder(), found.lost(), Instant.EPOCH, said::add);

        try (RocksStore store = whole.open()) {
            Event begins = store.load().events().getLast();
            assertThat(begins.kind()).isEqualTo(Event.Kind.STORE_RESTORED);
            assertThat(begins.sequence()).isGreaterThanOrEqualTo(RestoredHistory.JUMP);
            assertThat(begins.detail())
                    .contains("without " + found.lost() + " acknowledged writes");
        }
        assertThat(StoreCheck.of(whole.folder(), said::add).lost()).isZero();
    }

    @Test
    void refusesANoteThatCannotBeRead() throws IOException {
        Files.write(whole.folder().path().resolve(LogNote.FILE), new byte[100]);

        assertThat(failure(whole))
                .hasMessageContaining("ACKNOWLEDGED holds no note")
                .hasMessageContaining("--accept-loss");
    }

    private StoreOnDisk copy(String name) throws IOException {
        StoreOnDisk copy = new StoreOnDisk(folder.resolve(name));
        Path to = Files.createDirectories(copy.folder().path());
        try (Stream<Path> files = Files.list(whole.folder().path())) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static @Nullable StoreException failure(StoreOnDisk disk) {
        return catchThrowableOfType(StoreException.class, () -> events(disk));
    }

    private static long events(StoreOnDisk disk) {
        return events(disk, _ -> {});
    }

    private static long events(StoreOnDisk disk, Consumer<String> words) {
        try (RocksStore store =
                RocksStore.open(disk.folder(), StoreOnDisk.MAX_EVENTS, 100, words)) {
            return store.load().lastEventSequence();
        }
    }
}
