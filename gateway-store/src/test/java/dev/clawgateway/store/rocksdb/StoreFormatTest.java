package dev.clawgateway.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.core.cluster.StoreException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.RocksDBException;

/** Stores of other formats, and records that are of none. */
class StoreFormatTest {
    private StoreOnDisk disk;

    @BeforeEach
    void onDisk(@TempDir Path folder) {
        disk = new StoreOnDisk(folder);
    }

    @Test
    void refusesNewerFormat() throws RocksDBException {
        disk.open().close();
        disk.put("mformat", "6");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(disk::open)
                .withMessageContaining(
                        "has format 6, written by a newer gateway; this one knows 5");
        disk.put("mformat", "5");
        disk.open().close();
    }

    @Test
    void namesWhatIsNotOfTheFormatItUpgrades() throws RocksDBException {
        disk.open().close();
        disk.put("mformat", "1");
        disk.put("n1234567", "{}");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(disk::open)
                .withMessageContaining("damaged")
                .withMessageContaining("a record is not of format 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"what?", "0"})
    void refusesForeignDatabase(String format) throws RocksDBException {
        disk.open().close();
        disk.put("mformat", format);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(disk::open)
                .withMessageContaining("damaged");
    }

    @Test
    void namesTheRecordThatCannotBeRead() throws RocksDBException {
        disk.open().close();
        disk.put("e1234567", "{}");

        try (RocksStore store = disk.open()) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(store::load)
                    .withMessageContaining("record 6531323334353637")
                    .withMessageContaining("backup");
        }
    }
}
