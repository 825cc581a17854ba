package dev.clawgateway.store.rocksdb;

import dev.clawgateway.core.cluster.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BackupEngine;
import org.rocksdb.BackupEngineOptions;
import org.rocksdb.BackupInfo;
import org.rocksdb.Env;
import org.rocksdb.RestoreOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * A folder with backups, which share the tables they have in common: another one costs what was
 * written since, and the last keys of the gateway. Readable by their owner alone.
 */
public final class Backups {
    private final Path folder;
    private final Path nativeLibrary;

    /**
     * Those in a folder, which need not be there yet.
     *
     * @param nativeLibrary folder that RocksDB's library is unpacked to; it must allow executing
     */
    public Backups(Path folder, Path nativeLibrary) {
        this.folder = folder;
        this.nativeLibrary = nativeLibrary;
    }

    /**
     * One of them.
     *
     * @param number by which it is restored; grows by one
     * @param bytes of it, whether shared with others or not
     */
    public record Backup(int number, Instant at, long bytes, int files) {
        private static Backup of(BackupInfo info) {
            return new Backup(
                    info.backupId(),
                    Instant.ofEpochSecond(info.timestamp()),
                    info.size(),
                    info.numberFiles());
        }
    }

    /** The oldest first; throws {@link StoreException} when there is no such folder. */
    public List<Backup> list() {
        StoreFolder.loadLibrary(nativeLibrary, new StoreFaults(folder));
        try (BackupEngineOptions options = options();
                BackupEngine engine = existing(options)) {
            return engine.getBackupInfo().stream().map(Backup::of).toList();
        } catch (RocksDBException failure) {
            throw failed("cannot be read", failure);
        }
    }

    /**
     * Makes another one of a database that may be written to meanwhile.
     *
     * @param keep so many of the newest stay; 0 for all
     */
    Backup create(RocksDB database, int keep) {
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Backup made;
            try (BackupEngineOptions options = options();
                    BackupEngine engine = BackupEngine.open(Env.getDefault(), options)) {
                engine.createNewBackup(database, true);
                if (keep > 0) {
                    engine.purgeOldBackups(keep);
                }
                made = Backup.of(engine.getBackupInfo().getLast());
            }
            KeysBeside.backUp(Path.of(database.getName()), folder);
            closeToOthers();
            return made;
        } catch (RocksDBException | IOException failure) {
            throw failed("cannot take another one", failure);
        }
    }

    private void closeToOthers() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(
                        path,
                        PosixFilePermissions.fromString(
                                Files.isDirectory(path) ? "rwx------" : "rw-------"));
            }
        }
    }

    /**
     * Makes a store of one, and begins a new history with it. No credential that was issued up to
     * now is good in it.
     *
     * @param number of the backup; 0 for the newest
     * @param now told by the event that begins the history
     * @throws StoreException when there is a store already, or the backup is not whole
     */
    public StoreReport restore(
            int number, StoreFolder target, Instant now, Consumer<String> progress) {
        return restore(number, target, now, false, progress);
    }

    /**
     * The same.
     *
     * @param keepCredentials whether they go on being good, and with them those that were taken
     *     back since the backup
     */
    public StoreReport restore(
            int number,
            StoreFolder target,
            Instant now,
            boolean keepCredentials,
            Consumer<String> progress) {
        Backup backup = find(number);
        String origin = "backup " + backup.number() + " of " + backup.at();
        progress.accept("restoring " + origin + ", " + backup.bytes() + " bytes");
        return NewStore.from(
                target,
                "restored from " + origin,
                now,
                keepCredentials,
                into -> {
                    copy(backup, into);
                    restoreKeys(target, progress);
                },
                progress);
    }

    /** Before the store takes its place: where it has, nothing more is to come. */
    private void restoreKeys(StoreFolder target, Consumer<String> progress) throws IOException {
        if (KeysBeside.restore(folder, target.path())) {
            progress.accept(
                    "restored the keys of the newest backup to "
                            + target.path().resolveSibling(KeysBeside.NAME));
        }
    }

    private Backup find(int number) {
        List<Backup> all = list();
        if (all.isEmpty()) {
            throw failed("has none", null);
        }
        return number == 0
                ? all.getLast()
                : all.stream()
                        .filter(backup -> backup.number() == number)
                        .findFirst()
                        .orElseThrow(() ->
                                failed(
                                        "has no number "
                                                + number
                                                + ", but "
                                                + all.stream().map(Backup::number).toList(),
                                        null));
    }

    private void copy(Backup backup, Path into) {
        try (BackupEngineOptions options = options();
                RestoreOptions whole = new RestoreOptions(false);
                BackupEngine engine = existing(options)) {
            engine.restoreDbFromBackup(backup.number(), into.toString(), into.toString(), whole);
        } catch (RocksDBException failure) {
            throw failed("number " + backup.number() + " cannot be restored", failure);
        }
    }

    /** Opening one that is not there would make it. */
    private BackupEngine existing(BackupEngineOptions options) throws RocksDBException {
        if (!Files.isDirectory(folder.resolve("meta"))) {
            throw failed("is no folder of backups", null);
        }
        return BackupEngine.open(Env.getDefault(), options);
    }

    private BackupEngineOptions options() {
        return new BackupEngineOptions(folder.toString())
                .setShareTableFiles(true)
                .setShareFilesWithChecksum(true)
                .setSync(true);
    }

    private StoreException failed(String what, @Nullable Exception failure) {
        return new StoreException(
                "the backups at "
                        + folder
                        + ": "
                        + what
                        + (failure == null ? "" : ": " + failure.getMessage()),
                failure);
    }
}
