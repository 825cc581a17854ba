package dev.clawgateway.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class StoreCheckTest {
    private final List<String> said = new ArrayList<>();
    private StoreOnDisk disk;

    @BeforeEach
    void write(@TempDir Path folder) {
        disk = new StoreOnDisk(folder);
        try (RocksStore store = disk.open()) {
            store.commit(
                    store.begin(),
                    List.of(
                            new Change.EventRecorded(StoreOnDisk.event(1)),
                            new Change.EventRecorded(StoreOnDisk.event(2)),
                            new Change.ServingSet(false, null)));
        }
    }

    @Test
    void tellsWhatThereIsAndChangesNothing() throws IOException {
        String before = bytes();

        StoreReport report = StoreCheck.of(disk.folder(), said::add);

        assertThat(report.format()).isEqualTo(5);
        assertThat(report.records()).isEqualTo(Map.of("event", 2L, "mode", 1L));
        assertThat(report.lastEvent()).isEqualTo(2);
        assertThat(report.reaches()).isEqualTo(report.noted().orElseThrow()).isPositive();
        assertThat(report.lost()).isZero();
        assertThat(bytes()).isEqualTo(before);
    }

    @Test
    void refusesOneThatIsOpen() {
        try (RocksStore _ = disk.open()) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> StoreCheck.of(disk.folder(), said::add))
                    .matches(failure -> failure.kind() == StoreException.Kind.IN_USE);
        }
    }

    @Test
    void findsARecordThatIsNone() throws RocksDBException {
        disk.put("n1234567", "{}");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreCheck.of(disk.folder(), said::add))
                .withMessageContaining("record 6e31323334353637")
                .matches(failure -> failure.kind() == StoreException.Kind.DAMAGED);
    }

    @Test
    void findsADamagedTable() throws IOException {
        disk.open().close(); // recovery turns the log into a table
        StoreOnDisk.flipByte(disk.newest(".sst"), 20);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreCheck.of(disk.folder(), said::add))
                .matches(failure -> failure.kind() == StoreException.Kind.DAMAGED);
    }

    @Test
    void makesNoFolderWhereThereIsNone(@TempDir Path empty) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreCheck.of(StoreFolder.under(empty), said::add))
                .withMessageContaining("is not there");
        assertThat(empty).isEmptyDirectory();
    }

    /** Of all files but that which says who has looked last. */
    private String bytes() throws IOException {
        try (Stream<Path> files = Files.list(disk.folder().path())) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(file -> !file.endsWith(FolderLock.FILE)).sorted().toList()) {
                all.append(file).append(Arrays.hashCode(Files.readAllBytes(file)));
            }
            return all.toString();
        }
    }
}
