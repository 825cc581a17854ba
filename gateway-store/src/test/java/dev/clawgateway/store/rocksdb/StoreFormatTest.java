package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.store.codec.RecordCodec;
import dev.clawgateway.store.layout.StoreKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
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
        disk.put("mformat", "5");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(disk::open)
                .withMessageContaining(
                        "has format 5, written by a newer gateway; this one knows 4");
        disk.put("mformat", "4");
        disk.open().close();
    }

    @Test
    void upgradesAStoreOfFormat1Once() throws Exception {
        disk.open().close();
        byte[] old = goldenOfFormat1("NodeRecord");
        byte[] oldWorkload = goldenOfFormat1("WorkloadRecord");
        NodeRecord node = new RecordCodec().decode(old, NodeRecord.class, 1);
        WorkloadRecord workload = new RecordCodec().decode(oldWorkload, WorkloadRecord.class, 1);
        disk.put("mformat".getBytes(US_ASCII), "1".getBytes(US_ASCII));
        String event =
                "{'sequence':7,'at':'1970-01-01T00:00:00Z','kind':'NODE_LOST','subject':'"
                        + new UUID(0, 1)
                        + "','detail':null}";
        disk.put(StoreKeys.event(7), event.replace('\'', '"').getBytes(UTF_8));
        disk.put(StoreKeys.node(node.id()), old);
        disk.put(StoreKeys.workload(workload.id()), oldWorkload);

        disk.open().close();

        try (RocksStore store = disk.open()) {
            assertThat(store.load().nodes()).containsExactly(node);
            assertThat(store.load().workloads()).containsExactly(workload);
            assertThat(store.load().events())
                    .singleElement()
                    .extracting(Event::sequence, Event::subject)
                    .containsExactly(7L, StoreOnDisk.event(7).subject());
        }
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

    private static byte[] goldenOfFormat1(String type) throws IOException {
        try (InputStream stream =
                RecordCodec.class.getResourceAsStream("format-1-" + type + ".json")) {
            return Objects.requireNonNull(stream).readAllBytes();
        }
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
