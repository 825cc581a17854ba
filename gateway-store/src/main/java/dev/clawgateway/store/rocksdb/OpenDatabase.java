package dev.clawgateway.store.rocksdb;

import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.store.failpoint.Failpoint;
import dev.clawgateway.store.failpoint.Failpoints;
import dev.clawgateway.store.log.LogCheck;
import dev.clawgateway.store.log.LogNote;
import dev.clawgateway.store.log.LogScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A database whose folder is this process's, and which reaches as far as was ever acknowledged.
 * Each write is durable when it returns, and noted; a thread makes the note durable once a second.
 */
final class OpenDatabase implements AutoCloseable {
    private static final int NOTE_SYNC_MILLIS = 1000;

    private final Path folder;
    private final StoreFaults faults;
    private final Options options;
    private final Consumer<String> words;
    private final FolderLock lock;
    private final Failpoints failpoints = Failpoints.ofProcess();
    private final WriteOptions durable = new WriteOptions().setSync(true);
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("store-note").unstarted(task));
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();
    private RocksDB database;
    private LogNote note;
    private volatile @Nullable IOException noteFailure;

    private OpenDatabase(
            Path folder,
            StoreFaults faults,
            Options options,
            Consumer<String> words,
            FolderLock lock)
            throws RocksDBException, IOException {
        this.folder = folder;
        this.faults = faults;
        this.options = options;
        this.words = words;
        this.lock = lock;
        database = recover(LogCheck.of(folder));
        try {
            note = LogNote.begin(folder, database.getLatestSequenceNumber());
        } catch (IOException failure) {
            database.close();
            throw failure;
        }
        var _ =
                clockwork.scheduleWithFixedDelay(
                        this::syncNote, NOTE_SYNC_MILLIS, NOTE_SYNC_MILLIS, TimeUnit.MILLISECONDS);
        if (!failpoints.on().isEmpty()) {
            words.accept("FAILPOINTS ARE ON, this gateway is under test: " + failpoints.on());
        }
    }

    /**
     * Opens what is in a folder, or begins it.
     *
     * @param words told what was done that an operator should know of
     * @throws StoreException when it may not be opened, or does not reach as far as it has to
     */
    static OpenDatabase open(
            Path folder, StoreFaults faults, Options options, Consumer<String> words) {
        FolderLock lock = null;
        try {
            lock = FolderLock.take(folder, faults);
            OpenDatabase opened = new OpenDatabase(folder, faults, options, words, lock);
            lock = null;
            return opened;
        } catch (RocksDBException failure) {
            throw faults.opening(failure);
        } catch (IOException failure) {
            throw faults.opening(failure);
        } finally {
            if (lock != null) {
                close(lock);
            }
        }
    }

    /** Looks before it opens: opening writes, and what it does not find it forgets. */
    private RocksDB recover(LogCheck check) throws RocksDBException, IOException {
        refuseWhatIsNotWhole(folder, check, faults);
        for (LogScan torn : check.torn()) {
            cut(torn, check);
        }
        RocksDB opened = RocksDB.open(options, folder.toString());
        long reaches = opened.getLatestSequenceNumber();
        long atLeast = Math.max(check.reaches(), check.noted().orElse(0));
        if (reaches < atLeast) {
            opened.close();
            throw faults.shortened(atLeast, reaches);
        }
        return opened;
    }

    /**
     * Throws {@link StoreException} when bytes were changed, or what was acknowledged is missing.
     */
    static void refuseWhatIsNotWhole(Path folder, LogCheck check, StoreFaults faults)
            throws RocksDBException {
        LogScan damaged = check.damaged();
        if (damaged != null) {
            throw faults.damaged(damaged);
        }
        if (check.endsBeforeNote()) {
            long reaches = tablesReach(folder);
            if (check.lacks(reaches)) {
                throw faults.shortened(check.noted().orElse(0), reaches);
            }
        }
    }

    private static long tablesReach(Path folder) throws RocksDBException {
        if (!Files.exists(folder.resolve("CURRENT"))) {
            return 0;
        }
        try (Options options = StoreOptions.forLooking();
                RocksDB looked = RocksDB.openReadOnly(options, folder.toString())) {
            return looked.getLatestSequenceNumber();
        }
    }

    private void cut(LogScan log, LogCheck check) throws IOException {
        if (check.noted().isEmpty()) {
            return; // whether it was acknowledged is not known; the database judges
        }
        words.accept(
                "cut "
                        + (log.size() - log.whole())
                        + " bytes off the end of "
                        + log.file()
                        + ", from byte "
                        + log.whole()
                        + " on: a write that was not finished, and never acknowledged");
        LogCheck.cut(log);
    }

    RocksDB database() {
        return database;
    }

    /** What is done with a database that is not closed meanwhile, whoever writes to it. */
    interface Reading<T> {
        T of(RocksDB database) throws RocksDBException, IOException;
    }

    /** From any thread, for as long as it takes. */
    <T> T read(Reading<T> reading) throws RocksDBException, IOException {
        inUse.readLock().lock();
        try {
            return reading.of(database);
        } finally {
            inUse.readLock().unlock();
        }
    }

    /** The number of the last write that is durable. */
    long reaches() {
        return note.sequence();
    }

    /** Returns when it is durable, and noted. */
    void write(WriteBatch batch) throws RocksDBException, IOException {
        failpoints.reached(Failpoint.BEFORE_WRITE);
        refuseWithoutNote();
        database.write(durable, batch);
        written();
    }

    /** The same for all between two keys. */
    void delete(byte[] from, byte[] until) throws RocksDBException, IOException {
        database.deleteRange(durable, from, until);
        written();
    }

    private void written() throws IOException {
        failpoints.reached(Failpoint.BEFORE_NOTE);
        note.write(database.getLatestSequenceNumber());
        failpoints.reached(Failpoint.BEFORE_ACKNOWLEDGEMENT);
    }

    private void refuseWithoutNote() throws IOException {
        IOException failure = noteFailure;
        if (failure != null) {
            throw new IOException("the note of what is durable failed before", failure);
        }
    }

    private void syncNote() {
        try {
            failpoints.reached(Failpoint.BEFORE_NOTE_SYNC);
            note.sync();
        } catch (IOException failure) {
            noteFailure = failure;
        }
    }

    /**
     * Closes and opens it again, which cuts off what could not be written whole. The only way back
     * after a write failed, and only where the disk was full.
     */
    void reopen() throws RocksDBException, IOException {
        inUse.writeLock().lock();
        try {
            database.close();
            database = recover(LogCheck.of(folder));
        } finally {
            inUse.writeLock().unlock();
        }
    }

    /** Idempotent. */
    @Override
    public void close() {
        clockwork.close();
        inUse.writeLock().lock();
        try {
            database.close();
        } finally {
            inUse.writeLock().unlock();
        }
        durable.close();
        close(note);
        close(lock);
    }

    /** On a disk that fails, the last note may stay behind: the next start looks for itself. */
    private void close(LogNote closed) {
        try {
            closed.close();
        } catch (IOException failure) {
            words.accept("the note of what is durable could not be synced: " + failure);
        }
    }

    private static void close(FolderLock closed) {
        try {
            closed.close();
        } catch (IOException failure) {
            throw new IllegalStateException("the lock of the store could not be closed", failure);
        }
    }
}
