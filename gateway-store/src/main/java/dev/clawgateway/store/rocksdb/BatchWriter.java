package dev.clawgateway.store.rocksdb;

import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.store.layout.EntryWriter;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Collects entries in memory; nothing is written before the batch is handed to the database. */
final class BatchWriter implements EntryWriter, AutoCloseable {
    private final WriteBatch batch = new WriteBatch();

    WriteBatch entries() {
        return batch;
    }

    @Override
    public void put(byte[] key, byte[] value) {
        try {
            batch.put(key, value);
        } catch (RocksDBException failure) {
            throw outOfMemory(failure);
        }
    }

    @Override
    public void delete(byte[] key) {
        try {
            batch.delete(key);
        } catch (RocksDBException failure) {
            throw outOfMemory(failure);
        }
    }

    /** A batch grows in memory: there is no other way for it to fail. */
    private static StoreException outOfMemory(RocksDBException failure) {
        return new StoreException("a batch could not be put together", failure);
    }

    @Override
    public void close() {
        batch.close();
    }
}
