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
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * RocksDB in a folder of its own. A batch of changes is one write batch, and {@link #commit}
 * returns when the write-ahead log that holds it is on disk.
 *
 * <p>After a power loss the log may end in the middle of a batch, which then was never
 * acknowledged: it is cut off. Damage anywhere else is refused, because dropping it would lose
 * acknowledged state. Not to be called from a virtual thread, as native calls hold their carrier.
 */
public final class RocksStore implements Store {
    private static final int MAX_OPEN_FILES = 256;

    private final Layout layout;
    private final StoreFaults faults;
    private final int maxEvents;
    private final Options options;
    private final OpenDatabase open;
    private boolean known;
    private boolean failed;
    private boolean full;

    private RocksStore(StoreFaults faults, int maxEvents, Options options, OpenDatabase open) {
        this.faults = faults;
        this.maxEvents = maxEvents;
        layout = new Layout(maxEvents);
        this.options = options;
        this.open = open;
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
        Options options = StoreOptions.create(maxOpenFiles);
        OpenDatabase open;
        try {
            open = OpenDatabase.open(folder.path(), faults, options, progress);
        } catch (StoreException failure) {
            options.close();
            throw failure;
        }
        RocksStore store = new RocksStore(faults, maxEvents, options, open);
        try {
            new StoreFormat(open, folder.path(), progress).check();
            return store;
        } catch (RocksDBException failure) {
            store.close();
            throw faults.opening(failure);
        } catch (StoreException failure) {
            store.close();
            throw failure;
        }
    }

    @Override
    public synchronized Snapshot load() {
        SnapshotReader reader = layout.reader();
        known = false;
        try (ReadOptions checked = new ReadOptions().setVerifyChecksums(true);
                RocksIterator entries = open.database().newIterator(checked)) {
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
            open.delete(StoreKeys.event(0), StoreKeys.event(events.get(surplus).sequence()));
        } catch (RocksDBException | IOException failure) {
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
                snapshot.members(),
                snapshot.continuity(),
                snapshot.windows(),
                snapshot.access(),
                snapshot.answers(),
                snapshot.workspaces());
    }

    @Override
    public synchronized Term begin() {
        try (BatchWriter batch = new BatchWriter()) {
            Term next = term().next();
            Layout.write(next, batch);
            open.write(batch.entries());
            return next;
        } catch (RocksDBException | IOException failure) {
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
                open.reopen();
                full = false;
            }
            Term current = term();
            if (!current.equals(term)) {
                throw StoreException.deposed(term, current);
            }
            layout.write(changes, batch);
            if (batch.entries().count() > 0) {
                open.write(batch.entries());
            }
            layout.landed();
        } catch (RocksDBException | IOException failure) {
            StoreException told = faults.writing(failure);
            full = told.full();
            // After a failed sync the kernel may have dropped what it could not write.
            failed = !full;
            throw told;
        }
    }

    /**
     * Takes a backup, while it is written to. From any thread.
     *
     * @param keep so many of the newest stay; 0 for all
     */
    public Backups.Backup backup(Backups backups, int keep) {
        return copy(database -> backups.create(database, keep));
    }

    /**
     * Exports all records to a file, which replaces any before, while it is written to. From any
     * thread.
     *
     * @return how many records there are
     */
    public long export(Path file, Consumer<String> progress) {
        return copy(database -> new StoreExport(faults, progress).write(database, file));
    }

    private <T> T copy(OpenDatabase.Reading<T> reading) {
        try {
            return open.read(reading);
        } catch (RocksDBException failure) {
            throw faults.reading(failure);
        } catch (IOException failure) {
            throw new StoreException("the copy could not be written: " + failure, failure);
        }
    }

    /** As it is stored: whoever wrote there last began it. */
    private Term term() throws RocksDBException {
        byte[] value = open.database().get(StoreKeys.TERM);
        try {
            return Layout.term(value);
        } catch (NumberFormatException failure) {
            throw faults.damaged("its term is unreadable", failure);
        }
    }

    /** Idempotent. */
    @Override
    public synchronized void close() {
        open.close();
        options.close();
    }
}
