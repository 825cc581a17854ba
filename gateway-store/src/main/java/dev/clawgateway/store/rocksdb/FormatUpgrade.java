package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.store.codec.RecordCodec;
import dev.clawgateway.store.layout.StoreKeys;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Rewrites a store of an older format in today's, as one batch: after a power loss it is of the one
 * or of the other. What has not changed its form since is left as it is.
 */
final class FormatUpgrade {
    private final RecordCodec codec;
    private final RocksDB database;

    FormatUpgrade(RecordCodec codec, RocksDB database) {
        this.codec = codec;
        this.database = database;
    }

    /** Throws {@link IllegalArgumentException} when a record is not of that format. */
    void from(int format, WriteOptions durable) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            rewrite(StoreKeys.NODE, NodeRecord.class, format, batch);
            rewrite(StoreKeys.WORKLOAD, WorkloadRecord.class, format, batch);
            rewrite(StoreKeys.EVENT, Event.class, format, batch);
            batch.put(StoreKeys.FORMAT, Integer.toString(RecordCodec.FORMAT).getBytes(US_ASCII));
            database.write(durable, batch);
        }
    }

    private void rewrite(byte kind, Class<?> type, int format, WriteBatch batch)
            throws RocksDBException {
        byte[] first = {kind};
        try (ReadOptions checked = new ReadOptions().setVerifyChecksums(true);
                RocksIterator entries = database.newIterator(checked)) {
            for (entries.seek(first); entries.isValid(); entries.next()) {
                byte[] key = entries.key();
                if (key[0] != kind) {
                    break;
                }
                batch.put(key, codec.encode(codec.decode(entries.value(), type, format)));
            }
            entries.status();
        }
    }
}
