package dev.clawgateway.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.cluster.StoreException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;

/** What a store that cannot be used says to whoever has to heal it. */
class StoreFaultsTest {
    private final StoreFaults faults = new StoreFaults(Path.of("/data/store"));

    @Test
    void saysThatTheDiskIsFullWhenItCannotBeOpenedForThat() {
        StoreException fault =
                faults.opening(
                        new RocksDBException(
                                "Unable to persist options.: IO error: No space left on device:"
                                        + " While appending to file: OPTIONS-000028.dbtmp"));

        assertThat(fault)
                .hasMessageContaining("/data/store is full")
                .hasMessageNotContaining("this user may write");
    }
}
