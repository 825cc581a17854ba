package dev.clawgateway.store.rocksdb;

import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.store.form.StoredKind;
import dev.clawgateway.store.layout.EntryKinds;
import dev.clawgateway.store.layout.Layout;
import dev.clawgateway.store.layout.SnapshotReader;
import dev.clawgateway.store.log.LogCheck;
import dev.clawgateway.store.log.LogScan;
import dev.clawgateway.store.older.OlderStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Reads all of a store that no gateway has open, and changes nothing: every byte of its logs and
 * tables by its checksum, every record by its form.
 */
public final class StoreCheck {
    /** So many records from one word of progress to the next. */
    private static final int WORD_EVERY = 100_000;

    private final Path folder;
    private final StoreFaults faults;
    private final Consumer<String> progress;
    private final Map<String, Long> records = new LinkedHashMap<>();
    private long read;

    private StoreCheck(Path folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
        faults = new StoreFaults(folder);
    }

    /**
     * Checks one.
     *
     * @param progress told in words how far it is
     * @throws StoreException when it is in use, is damaged, or cannot be read; not when it
     *     {@linkplain StoreReport#lost ends too early}
     */
    public static StoreReport of(StoreFolder store, Consumer<String> progress) {
        StoreFaults faults = new StoreFaults(store.path());
        if (!Files.isDirectory(store.path())) {
            throw faults.inaccessible("is not there", null);
        }
        store.prepare(faults);
        try (FolderLock _ = FolderLock.take(store.path(), faults)) {
            return new StoreCheck(store.path(), progress).report();
        } catch (IOException failure) {
            throw faults.opening(failure);
        } catch (RocksDBException failure) {
            throw faults.opening(failure);
        }
    }

    private StoreReport report() throws IOException, RocksDBException {
        LogCheck logs = LogCheck.of(folder);
        LogScan damaged = logs.damaged();
        if (damaged != null) {
            throw faults.damaged(damaged);
        }
        long unfinished = logs.torn().stream().mapToLong(log -> log.size() - log.whole()).sum();
        if (!Files.exists(folder.resolve("CURRENT"))) {
            return new StoreReport(0, records, 0, 0, 0, logs.noted(), unfinished, bytes());
        }
        try (Options options = StoreOptions.forLooking();
                RocksDB database = RocksDB.openReadOnly(options, folder.toString())) {
            progress.accept("checking the checksums of all tables");
            database.verifyChecksum();
            int format = StoreFormat.of(database, faults);
            Snapshot snapshot =
                    format == Layout.FORMAT || format == 0
                            ? records(database)
                            : older(database, format);
            if (format == 0 && !records.isEmpty()) {
                throw faults.damaged("it holds records but no format version", null);
            }
            return new StoreReport(
                    format,
                    records,
                    snapshot.lastEventSequence(),
                    snapshot.lastRevision(),
                    database.getLatestSequenceNumber(),
                    logs.noted(),
                    unfinished,
                    bytes());
        }
    }

    private Snapshot records(RocksDB database) throws RocksDBException {
        SnapshotReader reader = new Layout(Integer.MAX_VALUE).reader();
        walk(
                database,
                (key, value) -> {
                    reader.add(key, value);
                    StoredKind<?> kind = EntryKinds.of(key);
                    if (kind != null) {
                        records.merge(kind.name(), 1L, Long::sum);
                    }
                });
        return reader.snapshot();
    }

    /** Not upgraded: only looked at. */
    private Snapshot older(RocksDB database, int format) throws RocksDBException {
        OlderStore older = new OlderStore(format);
        byte @Nullable [] since = database.get(OlderStore.SERVING_SINCE);
        walk(
                database,
                (key, value) -> {
                    if (older.change(key, value, since) != null) {
                        records.merge("of format " + format, 1L, Long::sum);
                    }
                });
        return Snapshot.EMPTY;
    }

    private interface Look {
        void at(byte[] key, byte[] value);
    }

    private void walk(RocksDB database, Look look) throws RocksDBException {
        try (ReadOptions checked = new ReadOptions().setVerifyChecksums(true);
                RocksIterator entries = database.newIterator(checked)) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                try {
                    look.at(entries.key(), entries.value());
                } catch (IllegalArgumentException failure) {
                    String hex = HexFormat.of().formatHex(entries.key());
                    throw faults.damaged("record " + hex + ": " + failure.getMessage(), failure);
                }
                read++;
                if (read % WORD_EVERY == 0) {
                    progress.accept("read " + read + " records");
                }
            }
            entries.status();
        }
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }
}
