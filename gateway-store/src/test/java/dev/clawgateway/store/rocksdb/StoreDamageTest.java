package dev.clawgateway.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.store.log.LogNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were cut off or changed behind the store's back. */
class StoreDamageTest {
    private StoreOnDisk disk;

    @BeforeEach
    void onDisk(@TempDir Path folder) {
        disk = new StoreOnDisk(folder);
    }

    @Test
    void refusesFileInPlaceOfFolder() throws IOException {
        Files.writeString(disk.folder().path(), "not a folder");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(disk::open)
                .withMessageContaining(disk.folder().path().toString())
                .withMessageContaining("storage.data_dir");
    }

    @Test
    void cutsOffHalfWrittenEndOfLogWhereNothingIsNoted() throws IOException {
        try (RocksStore store = disk.open()) {
            store.commit(store.begin(), List.of(new Change.EventRecorded(StoreOnDisk.event(1))));
            store.commit(store.begin(), List.of(new Change.EventRecorded(StoreOnDisk.event(2))));
        }
        Path log = disk.newest(".log");
        StoreOnDisk.truncate(log, Files.size(log) - 5);
        Files.delete(disk.folder().path().resolve(LogNote.FILE));

        try (RocksStore store = disk.open()) {
            assertThat(store.load().lastEventSequence()).isEqualTo(1);
        }
    }

    @Test
    void refusesDamageInTheMiddleOfLog() throws IOException {
        try (RocksStore store = disk.open()) {
            for (int i = 1; i <= 40; i++) {
                store.commit(
                        store.begin(), List.of(new Change.EventRecorded(StoreOnDisk.event(i))));
            }
        }
        Path log = disk.newest(".log");
        StoreOnDisk.flipByte(log, Files.size(log) / 2);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(disk::open)
                .withMessageContaining("damaged")
                .withMessageContaining(log + " at byte ");
    }

    @Test
    void refusesDamagedTable() throws IOException {
        try (RocksStore store = disk.open()) {
            store.commit(store.begin(), List.of(new Change.EventRecorded(StoreOnDisk.event(1))));
        }
        disk.open().close(); // recovery turns the log into a table
        Path table = disk.newest(".sst");
        StoreOnDisk.flipByte(table, 20);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> {
                    try (RocksStore store = disk.open()) {
                        store.load();
                    }
                })
                .withMessageContaining("damaged")
                .withMessageContaining(table.getFileName().toString());
    }
}
