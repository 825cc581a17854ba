package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.store.layout.Layout;
import dev.clawgateway.store.layout.StoreKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** The format of an open database: which it is, and what is done where it is not today's. */
final class StoreFormat {
    private final OpenDatabase open;
    private final RocksDB database;
    private final Path folder;
    private final StoreFaults faults;
    private final Consumer<String> progress;

    StoreFormat(OpenDatabase open, Path folder, Consumer<String> progress) {
        this.open = open;
        database = open.database();
        this.folder = folder;
        faults = new StoreFaults(folder);
        this.progress = progress;
    }

    /** Afterwards it is today's; throws {@link StoreException} when it cannot be. */
    void check() throws RocksDBException {
        byte[] written = database.get(StoreKeys.FORMAT);
        if (written == null) {
            stamp();
        } else {
            upgrade(known(new String(written, US_ASCII), faults));
        }
    }

    /** Which it is, 0 for none; throws {@link StoreException} when this version knows it not. */
    static int of(RocksDB database, StoreFaults faults) throws RocksDBException {
        byte[] written = database.get(StoreKeys.FORMAT);
        return written == null ? 0 : known(new String(written, US_ASCII), faults);
    }

    private void stamp() throws RocksDBException {
        try (RocksIterator entries = database.newIterator();
                BatchWriter batch = new BatchWriter()) {
            entries.seekToFirst();
            entries.status();
            if (entries.isValid()) {
                throw faults.damaged("it holds records but no format version", null);
            }
            byte[] format = Integer.toString(Layout.FORMAT).getBytes(US_ASCII);
            batch.put(StoreKeys.FORMAT, format);
            open.write(batch.entries());
        } catch (IOException failure) {
            throw faults.writing(failure);
        }
    }

    private static int known(String written, StoreFaults faults) {
        int format;
        try {
            format = Integer.parseInt(written);
        } catch (NumberFormatException failure) {
            throw faults.damaged("its format version reads \"" + written + '"', failure);
        }
        if (format > Layout.FORMAT) {
            throw faults.newer(format, Layout.FORMAT);
        } else if (format < 1) {
            throw faults.damaged("its format version reads \"" + written + '"', null);
        }
        return format;
    }

    private void upgrade(int format) throws RocksDBException {
        if (format == Layout.FORMAT) {
            return;
        }
        try {
            new FormatUpgrade(database, folder, progress, () -> {}).from(format);
        } catch (IllegalArgumentException failure) {
            throw faults.damaged(
                    "a record is not of format " + format + ": " + failure.getMessage(), failure);
        } catch (IOException failure) {
            throw faults.inaccessible("cannot be upgraded: " + failure, failure);
        }
    }
}
