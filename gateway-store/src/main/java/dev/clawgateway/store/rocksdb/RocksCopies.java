package dev.clawgateway.store.rocksdb;

import dev.clawgateway.core.cluster.StoreCopies;
import dev.clawgateway.core.cluster.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Copies of a store that is open, in a folder for their owner only. */
public final class RocksCopies implements StoreCopies {
    /** Replaced by the next one: whoever wants to keep one moves it away. */
    static final String EXPORT = "export.jsonl";

    private final RocksStore store;
    private final Path folder;
    private final Path nativeLibrary;

    /**
     * Copies of one store.
     *
     * @param folder made with the first of them
     */
    public RocksCopies(RocksStore store, Path folder, Path nativeLibrary) {
        this.store = store;
        this.folder = folder;
        this.nativeLibrary = nativeLibrary;
    }

    @Override
    public Copy backup(int keep) {
        Backups.Backup made = store.backup(new Backups(folder, nativeLibrary), keep);
        return new Copy(folder.toAbsolutePath().toString(), made.number(), made.bytes());
    }

    @Override
    public Copy export() {
        Path file = folder.resolve(EXPORT);
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (IOException failure) {
            throw new StoreException(
                    "the folder " + folder + " cannot be made: " + failure, failure);
        }
        return new Copy(file.toAbsolutePath().toString(), 0, store.export(file, _ -> {}));
    }
}
