package dev.clawgateway.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.store.ModelState;
import dev.clawgateway.store.RandomChanges;
import dev.clawgateway.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed is there again. */
class RocksStoreTest {
    private StoreOnDisk disk;

    @BeforeEach
    void onDisk(@TempDir Path folder) {
        disk = new StoreOnDisk(folder);
    }

    @Test
    void startsEmptyInFolderOfItsOwner() throws IOException {
        try (RocksStore store = disk.open()) {
            assertThat(store.load()).isEqualTo(Snapshot.EMPTY);
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(disk.folder().path())))
                .isEqualTo("rwx------");
    }

    @Test
    void keepsWhatTheModelKeeps() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ModelState model = new ModelState(StoreOnDisk.MAX_EVENTS);
        MemoryStore memory = new MemoryStore(StoreOnDisk.MAX_EVENTS);
        RandomChanges wishes = new RandomChanges(random);

        for (int life = 0; life < 4; life++) {
            try (RocksStore store = disk.open()) {
                for (int batch = 0; batch < 50; batch++) {
                    List<Change> changes = wishes.batch();
                    store.commit(store.begin(), changes);
                    memory.commit(memory.begin(), changes);
                    model.apply(changes);
                }
            }
            try (RocksStore store = disk.open()) {
                assertThat(store.load())
                        .as("seed %d life %d", seed, life)
                        .isEqualTo(model.snapshot());
            }
            assertThat(memory.load()).as("seed %d life %d", seed, life).isEqualTo(model.snapshot());
        }
    }

    @Test
    void dropsOldEventsWhenFewerAreToBeKept() {
        try (RocksStore store = disk.open()) {
            for (int i = 1; i <= 70; i++) {
                store.commit(
                        store.begin(), List.of(new Change.EventRecorded(StoreOnDisk.event(i))));
            }
            assertThat(store.load().events()).hasSize(StoreOnDisk.MAX_EVENTS);
        }
        try (RocksStore store = RocksStore.open(disk.folder(), 10)) {
            assertThat(store.load().events())
                    .extracting(Event::sequence)
                    .startsWith(61L)
                    .hasSize(10);
            assertThat(store.load().lastEventSequence()).isEqualTo(70);
        }
    }

    @Test
    void refusesStoreThatThisProcessHolds() {
        try (RocksStore _ = disk.open()) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(disk::open)
                    .withMessageContaining(disk.folder().path().toString())
                    .withMessageContaining("in use")
                    .withMessageContaining("storage.data_dir");
        }
    }

    @Test
    void refusesWhatAnEarlierTermCommitsAndWritesNothingOfIt() {
        try (RocksStore store = disk.open()) {
            Term first = store.begin();
            store.commit(first, List.of(new Change.EventRecorded(StoreOnDisk.event(1))));
            Term second = store.begin();

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() ->
                            store.commit(
                                    first, List.of(new Change.EventRecorded(StoreOnDisk.event(2)))))
                    .matches(StoreException::deposed)
                    .withMessageContaining("term 1 is over");

            store.commit(second, List.of(new Change.EventRecorded(StoreOnDisk.event(3))));
        }
        try (RocksStore store = disk.open()) {
            assertThat(store.load().events()).extracting(Event::sequence).containsExactly(1L, 3L);
        }
    }

    @Test
    void numbersTermsOverRestarts() {
        try (RocksStore store = disk.open()) {
            assertThat(store.begin()).isEqualTo(new Term(1));
            assertThat(store.begin()).isEqualTo(new Term(2));
        }
        try (RocksStore store = disk.open()) {
            assertThat(store.begin()).isEqualTo(new Term(3));
            assertThat(store.load()).isEqualTo(Snapshot.EMPTY);
        }
    }
}
