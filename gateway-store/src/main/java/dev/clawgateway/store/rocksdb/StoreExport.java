package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.store.form.JsonExport;
import dev.clawgateway.store.form.StoredKind;
import dev.clawgateway.store.layout.EntryKinds;
import dev.clawgateway.store.layout.Layout;
import dev.clawgateway.store.log.LogCheck;
import dev.clawgateway.store.record.Stored;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * All records of a store as lines of JSON: a first line that says what they are, one for each
 * record, and a last one that says how many there were. As of one moment, whatever is written
 * meanwhile.
 */
public final class StoreExport {
    static final String FORMAT = "claw_gateway_export";
    static final String KIND = "kind";
    static final String KEY = "key";
    static final String RECORD = "record";
    static final String END = "records";

    private static final int WORD_EVERY = 100_000;

    private final JsonMapper mapper = new JsonMapper();
    private final StoreFaults faults;
    private final Consumer<String> progress;
    private long written;
    private long newer;

    StoreExport(StoreFaults faults, Consumer<String> progress) {
        this.faults = faults;
        this.progress = progress;
    }

    /**
     * Exports a store that no gateway has open.
     *
     * @param file made, or replaced once all is written; for its owner alone
     * @return how many records there are
     * @throws StoreException when it cannot be read or written
     */
    public static long of(StoreFolder store, Path file, Consumer<String> progress) {
        StoreFaults faults = new StoreFaults(store.path());
        if (!Files.isDirectory(store.path())) {
            throw faults.inaccessible("is not there", null);
        }
        store.prepare(faults);
        try (FolderLock _ = FolderLock.take(store.path(), faults);
                Options options = StoreOptions.forLooking()) {
            OpenDatabase.refuseWhatIsNotWhole(store.path(), LogCheck.of(store.path()), faults);
            try (RocksDB database = RocksDB.openReadOnly(options, store.path().toString())) {
                int format = StoreFormat.of(database, faults);
                if (format != Layout.FORMAT) {
                    throw faults.inaccessible(
                            "has format " + format + ", which the next start upgrades first", null);
                }
                return new StoreExport(faults, progress).write(database, file);
            }
        } catch (IOException failure) {
            throw faults.opening(failure);
        } catch (RocksDBException failure) {
            throw faults.opening(failure);
        }
    }

    /** Writes a database, which may be written to meanwhile, to a file that replaces any before. */
    long write(RocksDB database, Path file) throws IOException, RocksDBException {
        Path begun = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(begun);
        try (FileChannel channel =
                FileChannel.open(
                        begun,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            Writer lines = new BufferedWriter(Channels.newWriter(channel, UTF_8));
            write(database, lines);
            lines.flush();
            channel.force(true);
        }
        Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
        return written;
    }

    private void write(RocksDB database, Writer lines) throws IOException, RocksDBException {
        line(Map.of(FORMAT, Layout.FORMAT), lines);
        try (ReadOptions checked = new ReadOptions().setVerifyChecksums(true);
                RocksIterator entries = database.newIterator(checked)) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                write(entries.key(), entries.value(), lines);
            }
            entries.status();
        }
        line(Map.of(END, written), lines);
        if (newer > 0) {
            progress.accept(
                    newer
                            + " records have members that this version does not know; those are"
                            + " left out");
        }
    }

    private void write(byte[] key, byte[] value, Writer lines) throws IOException {
        String hex = HexFormat.of().formatHex(key);
        try {
            StoredKind<?> kind = EntryKinds.of(key);
            if (kind == null || kind.equals(Stored.AUDIT)) {
                return; // about the store itself or its audit log, and another one has its own
            }
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put(KIND, kind.name());
            line.put(KEY, hex);
            line.put(RECORD, record(kind, value));
            line(line, lines);
        } catch (IllegalArgumentException failure) {
            throw faults.damaged("record " + hex + ": " + failure.getMessage(), failure);
        }
        written++;
        if (written % WORD_EVERY == 0) {
            progress.accept("exported " + written + " records");
        }
    }

    private <T> Map<String, @Nullable Object> record(StoredKind<T> kind, byte[] value) {
        StoredKind.Found<T> found = kind.read(value);
        if (found.kept() != null) {
            newer++;
        }
        return JsonExport.WHOLE.of(kind, found.record());
    }

    private void line(Map<String, ?> json, Writer lines) throws IOException {
        lines.write(mapper.writeValueAsString(json));
        lines.write('\n');
    }
}
