package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.store.layout.Layout;
import dev.clawgateway.store.layout.SnapshotReader;
import dev.clawgateway.store.layout.StoreKeys;
import dev.clawgateway.store.older.OlderStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Brings a store of an older format to today's. The new form is written to files beside the store,
 * read back, and then taken in by it in one step, which replaces every entry or none: so at any
 * moment the store is wholly of the one format or of the other, and an older gateway can open it
 * until that step. A copy in the old format, which shares the files that are on disk already, stays
 * beside it for the way back.
 */
final class FormatUpgrade {
    /** So many entries from one word of progress to the next: some seconds. */
    private static final int WORD_EVERY = 100_000;

    private final RocksDB database;
    private final Path folder;
    private final StoreFaults faults;
    private final Consumer<String> progress;
    private final Runnable wrote;

    /**
     * An upgrade of an open store.
     *
     * @param folder the store's own
     * @param progress told in words how far it is
     * @param wrote run after each step that leaves something on disk
     */
    FormatUpgrade(RocksDB database, Path folder, Consumer<String> progress, Runnable wrote) {
        this.database = database;
        faults = new StoreFaults(folder);
        this.folder = folder;
        this.progress = progress;
        this.wrote = wrote;
    }

    /** Where the store stays as it was. */
    static Path copyOf(Path folder, int format) {
        return folder.resolveSibling(folder.getFileName() + "-format-" + format);
    }

    /** Where the new form comes to be. */
    static Path partsOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + "-upgrade");
    }

    /** Throws {@link IllegalArgumentException} when a record is not of that format. */
    void from(int format) throws RocksDBException, IOException {
        progress.accept(
                "the store "
                        + folder
                        + " has format "
                        + format
                        + "; upgrading it to format "
                        + Layout.FORMAT);
        Path parts = partsOf(folder);
        Folders.delete(parts);
        Files.createDirectory(parts);
        wrote.run();
        try (SortedFiles files = new SortedFiles(parts, faults, wrote)) {
            long entries = rewrite(format, files);
            List<String> written = files.finish();
            check(files, entries);
            keepCopy(format);
            try (IngestExternalFileOptions options =
                    new IngestExternalFileOptions().setMoveFiles(true)) {
                database.ingestExternalFile(written, options);
            }
            wrote.run();
            progress.accept(
                    "the store has format "
                            + Layout.FORMAT
                            + " now; "
                            + copyOf(folder, format)
                            + " is what it was, for a way back, and may be deleted");
        }
        Folders.delete(parts);
        wrote.run();
    }

    private void keepCopy(int format) throws RocksDBException, IOException {
        Path copy = copyOf(folder, format);
        Folders.delete(copy);
        wrote.run();
        try (Checkpoint checkpoint = Checkpoint.create(database)) {
            checkpoint.createCheckpoint(copy.toString());
        }
        wrote.run();
    }

    /** Answers how many entries mean something. */
    private long rewrite(int format, SortedFiles files) throws RocksDBException {
        Layout layout = new Layout(Integer.MAX_VALUE);
        OlderStore older = new OlderStore(format);
        byte @Nullable [] since = database.get(OlderStore.SERVING_SINCE);
        long about = database.getLongProperty("rocksdb.estimate-num-keys");
        long read = 0;
        long meant = 0;
        try (ReadOptions checked = new ReadOptions().setVerifyChecksums(true);
                RocksIterator entries = database.newIterator(checked)) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                Change change = change(older, entries.key(), entries.value(), since);
                files.expect(entries.key());
                if (change != null) {
                    layout.write(List.of(change), files);
                    layout.landed();
                    meant++;
                } else if (Arrays.equals(entries.key(), StoreKeys.FORMAT)) {
                    files.put(StoreKeys.FORMAT, Integer.toString(Layout.FORMAT).getBytes(US_ASCII));
                } else if (Arrays.equals(entries.key(), OlderStore.SERVING_SINCE)) {
                    files.delete(OlderStore.SERVING_SINCE);
                }
                read++;
                if (read % WORD_EVERY == 0) {
                    progress.accept("upgraded " + read + " of about " + about + " records");
                }
            }
            entries.status();
        }
        return meant;
    }

    private static @Nullable Change change(
            OlderStore older, byte[] key, byte[] value, byte @Nullable [] since) {
        try {
            return older.change(key, value, since);
        } catch (IllegalArgumentException failure) {
            throw new IllegalArgumentException(
                    HexFormat.of().formatHex(key) + ": " + failure.getMessage(), failure);
        }
    }

    /** A store can be read from what was written, and it is all there. */
    private static void check(SortedFiles files, long entries) throws RocksDBException {
        SnapshotReader reader = new Layout(Integer.MAX_VALUE).reader();
        AtomicLong read = new AtomicLong();
        files.read((key, value) -> {
            reader.add(key, value);
            if (key[0] != StoreKeys.SPEC && !Arrays.equals(key, StoreKeys.FORMAT)) {
                read.incrementAndGet();
            }
        });
        if (read.get() != entries) {
            throw new IllegalStateException(
                    "an upgrade wrote " + read + " records where there are " + entries);
        }
    }
}
