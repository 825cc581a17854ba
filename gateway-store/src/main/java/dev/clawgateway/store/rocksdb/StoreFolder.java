package dev.clawgateway.store.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.rocksdb.NativeLibraryLoader;

/**
 * Where a store lives.
 *
 * @param path the database's own folder
 * @param nativeLibrary folder that RocksDB's library is unpacked to; it must allow executing
 */
public record StoreFolder(Path path, Path nativeLibrary) {
    /** The folders of a store under the gateway's data folder. */
    public static StoreFolder under(Path dataDir) {
        return new StoreFolder(dataDir.resolve("store"), dataDir.resolve("native"));
    }

    /** Creates the folders for their owner only, and loads the library once in this process. */
    void prepare(StoreFaults faults) {
        try {
            createPrivate(path);
            FileOwners.check(path, faults);
            if (!Files.isWritable(path)) {
                throw faults.inaccessible("is not writable", null);
            }
        } catch (IOException failure) {
            throw faults.inaccessible("cannot be prepared: " + failure, failure);
        }
        loadLibrary(nativeLibrary, faults);
    }

    /** Nothing of the database may be used before. */
    static void loadLibrary(Path nativeLibrary, StoreFaults faults) {
        try {
            createPrivate(nativeLibrary);
            NativeLibraryLoader.getInstance().loadLibrary(nativeLibrary.toString());
        } catch (IOException failure) {
            throw faults.inaccessible("cannot be prepared: " + failure, failure);
        } catch (UnsatisfiedLinkError failure) {
            throw faults.inaccessible(
                    "needs RocksDB's library, which cannot be loaded from "
                            + nativeLibrary
                            + " (is it mounted noexec?)",
                    new IOException(failure));
        }
    }

    private static void createPrivate(Path folder) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
