package dev.clawgateway.store.rocksdb;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.store.layout.Layout;
import dev.clawgateway.store.layout.SnapshotReader;
import dev.clawgateway.store.layout.StoreKeys;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/**
 * RocksDB in a folder of its own. A batch of changes is one write batch, and {@link #commit}
 * returns when the write-ahead log that holds it is on disk.
 *
 * <p>After a power loss the log may end in the middle of a batch, which then was never
 * acknowledged: it is cut off. Damage anywhere else is refused, because dropping it would lose
 * acknowledged state. Not to be called from a virtual thread, as native calls hold their carrier.
 */
public final class RocksStore implements Store {
    private static final long MIB = 1 << 20;
    private static final int MAX_OPEN_FILES = 256;
    private static final int KEPT_INFO_LOGS = 4;

    private final Layout layout;
    private final StoreFaults faults;
    private final int maxEvents;
    private final Options options;
    private final WriteOptions durable = new WriteOptions().setSync(true);
    private final String folder;
    private RocksDB database;
    private boolean known;
    private boolean failed;
    private boolean full;

    private RocksStore(
            StoreFaults faults, int maxEvents, Options options, String folder, RocksDB database) {
        this.faults = faults;
        this.folder = folder;
        this.maxEvents = maxEvents;
        layout = new Layout(maxEvents);
        this.options = options;
        this.database = database;
    }

    /**
     * Opens the store, creating it where there is none, and upgrading one of an older format.
     *
     * @throws StoreException when another process holds it, it is damaged, newer, or not accessible
     */
    public static RocksStore open(StoreFolder folder, int maxEvents) {
        return open(folder, maxEvents, MAX_OPEN_FILES, _ -> {});
    }

    /**
     * The same with a bound on its tables.
     *
     * @param maxOpenFiles tables it may keep open, of the process's limit; most is for sockets
     * @param progress told in words how far an upgrade is, which may take a while
     */
    public static RocksStore open(
            StoreFolder folder, int maxEvents, int maxOpenFiles, Consumer<String> progress) {
        StoreFaults faults = new StoreFaults(folder.path());
        folder.prepare(faults);
        Options options = options().setMaxOpenFiles(maxOpenFiles);
        try {
            String path = folder.path().toString();
            RocksDB database = RocksDB.open(options, path);
            RocksStore store = new RocksStore(faults, maxEvents, options, path, database);
            try {
                new StoreFormat(database, folder.path(), progress).check();
                return store;
            } catch (RocksDBException | StoreException failure) {
                store.close();
                throw failure;
            }
        } catch (RocksDBException failure) {
            options.close();
            throw faults.opening(failure);
        }
    }

    private static Options options() {
        return new Options()
                .setCreateIfMissing(true)
                .setParanoidChecks(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxTotalWalSize(128 * MIB)
                .setWriteBufferSize(32 * MIB)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(4 * MIB)
                .setKeepLogFileNum(KEPT_INFO_LOGS);
    }

    @Override
    public synchronized Snapshot load() {
        SnapshotReader reader = layout.reader();
        known = false;
        try (ReadOptions checked = new ReadOptions().setVerifyChecksums(true);
                RocksIterator entries = database.newIterator(checked)) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                add(reader, entries.key(), entries.value());
            }
            entries.status();
        } catch (RocksDBException failure) {
            throw faults.reading(failure);
        }
        known = true;
        return trimmed(reader.snapshot());
    }

    private void add(SnapshotReader reader, byte[] key, byte[] value) {
        try {
            reader.add(key, value);
        } catch (IllegalArgumentException failure) {
            String hex = HexFormat.of().formatHex(key);
            throw faults.damaged("record " + hex + ": " + failure.getMessage(), failure);
        }
    }

    /** Drops what a lower bound than last time no longer keeps. */
    private Snapshot trimmed(Snapshot snapshot) {
        List<Event> events = snapshot.events();
        int surplus = events.size() - maxEvents;
        if (surplus <= 0) {
            return snapshot;
        }
        try {
            database.deleteRange(
                    durable, StoreKeys.event(0), StoreKeys.event(events.get(surplus).sequence()));
        } catch (RocksDBException failure) {
            throw faults.writing(failure);
        }
        return new Snapshot(
                snapshot.nodes(),
                snapshot.workloads(),
                snapshot.virtualClusters(),
                snapshot.serving(),
                snapshot.pastUse(),
                snapshot.discovery(),
                List.copyOf(events.subList(surplus, events.size())),
                snapshot.lastEventSequence(),
                snapshot.servingSince(),
                snapshot.members());
    }

    @Override
    public synchronized Term begin() {
        try (BatchWriter batch = new BatchWriter()) {
            Term next = term().next();
            Layout.write(next, batch);
            database.write(durable, batch.entries());
            return next;
        } catch (RocksDBException failure) {
            throw faults.writing(failure);
        }
    }

    @Override
    public synchronized void commit(Term term, List<Change> changes) {
        if (failed) {
            throw new StoreException(
                    "the store failed before; nothing is committed any more", null);
        }
        if (!known) {
            load();
        }
        try (BatchWriter batch = new BatchWriter()) {
            if (full) {
                // Its log ends in the middle of a batch; opening cuts that off.
                database.close();
                database = RocksDB.open(options, folder);
                full = false;
            }
            Term current = term();
            if (!current.equals(term)) {
                throw StoreException.deposed(term, current);
            }
            layout.write(changes, batch);
            if (batch.entries().count() > 0) {
                database.write(durable, batch.entries());
            }
            layout.landed();
        } catch (RocksDBException failure) {
            StoreException told = faults.writing(failure);
            full = told.full();
            // After a failed sync the kernel may have dropped what it could not write.
            failed = !full;
            throw told;
        }
    }

    /** As it is stored: whoever wrote there last began it. */
    private Term term() throws RocksDBException {
        byte[] value = database.get(StoreKeys.TERM);
        try {
            return Layout.term(value);
        } catch (NumberFormatException failure) {
            throw faults.damaged("its term is unreadable", failure);
        }
    }

    /** Idempotent. */
    @Override
    public synchronized void close() {
        database.close();
        durable.close();
        options.close();
    }
}
