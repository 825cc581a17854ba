package dev.clawgateway.store.rocksdb;

import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.store.layout.StoreKeys;
import dev.clawgateway.store.record.Stored;
import java.nio.file.Files;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * What a store notes of the audit log, read without opening it: a gateway may have it open
 * meanwhile.
 */
public final class StoreAuditMark {
    private StoreAuditMark() {}

    /**
     * Reads it.
     *
     * @return {@link AuditMark#NONE} where nothing is noted, or there is no store
     * @throws StoreException when the store cannot be read
     */
    public static AuditMark of(StoreFolder store) {
        if (!Files.exists(store.path().resolve("CURRENT"))) {
            return AuditMark.NONE;
        }
        StoreFaults faults = new StoreFaults(store.path());
        store.prepare(faults);
        try (Options options = StoreOptions.forLooking();
                RocksDB database = RocksDB.openReadOnly(options, store.path().toString())) {
            byte[] value = database.get(StoreKeys.AUDIT);
            return value == null ? AuditMark.NONE : Stored.AUDIT.read(value).record();
        } catch (RocksDBException failure) {
            throw faults.opening(failure);
        }
    }
}
