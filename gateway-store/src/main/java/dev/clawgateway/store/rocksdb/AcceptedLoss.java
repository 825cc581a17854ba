package dev.clawgateway.store.rocksdb;

import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.store.log.LogNote;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.function.Consumer;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The way on with a store that ends before what was acknowledged, for an operator who says so. */
public final class AcceptedLoss {
    private static final int ALL_EVENTS = Integer.MAX_VALUE;

    private AcceptedLoss() {}

    /**
     * Goes on with what is there, and begins a new history with it, as numbers were given out that
     * it does not know of.
     *
     * @param now told by the event that begins the history
     * @param lost acknowledged writes, for the same event
     * @throws StoreException when it is in use, or bytes of it were changed
     */
    public static void of(StoreFolder store, long lost, Instant now, Consumer<String> words) {
        StoreFaults faults = new StoreFaults(store.path());
        store.prepare(faults);
        try {
            try (FolderLock _ = FolderLock.take(store.path(), faults)) {
                Files.deleteIfExists(store.path().resolve(LogNote.FILE));
                forgetMissingLogs(store);
            }
        } catch (IOException failure) {
            throw faults.opening(failure);
        } catch (RocksDBException failure) {
            throw faults.opening(failure);
        }
        try (RocksStore opened = RocksStore.open(store, ALL_EVENTS)) {
            NewStore.beginHistory(
                    opened, "goes on without " + lost + " acknowledged writes, as was told", now);
        }
        words.accept("the store begins a new history with what is there");
    }

    /** The database knows which logs there were, and asks for them otherwise. */
    private static void forgetMissingLogs(StoreFolder store) throws RocksDBException {
        try (Options options = StoreOptions.forLooking()) {
            RocksDB.open(options, store.path().toString()).close();
        }
    }
}
