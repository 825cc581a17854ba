package dev.clawgateway.store.rocksdb;

import dev.clawgateway.core.cluster.StoreException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Turns what RocksDB reports into words for whoever has to mend it. */
final class StoreFaults {
    private final Path folder;

    StoreFaults(Path folder) {
        this.folder = folder;
    }

    StoreException opening(RocksDBException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("lock hold by current process")
                || message.contains("While lock file")) {
            return new StoreException(
                    "the store "
                            + folder
                            + " is in use by another process; stop that gateway, or give this one"
                            + " its own storage.data_dir",
                    failure);
        }
        if (noSpace(failure)) {
            return StoreException.full(
                    "the disk of the store "
                            + folder
                            + " is full, so it cannot be opened; make room where storage.data_dir"
                            + " is, then start the gateway again",
                    failure);
        }
        return corrupt(failure)
                ? damaged(message, failure)
                : inaccessible("cannot be opened: " + message, failure);
    }

    StoreException reading(RocksDBException failure) {
        String message = String.valueOf(failure.getMessage());
        return corrupt(failure)
                ? damaged(message, failure)
                : inaccessible("cannot be read: " + message, failure);
    }

    StoreException writing(RocksDBException failure) {
        if (noSpace(failure)) {
            return StoreException.full(
                    "the disk of the store " + folder + " is full: " + failure.getMessage(),
                    failure);
        }
        return new StoreException(
                "the store "
                        + folder
                        + " could not make a batch durable: "
                        + failure.getMessage()
                        + "; check the disk and its free space, then start the gateway again",
                failure);
    }

    StoreException inaccessible(String what, @Nullable Exception failure) {
        return new StoreException(
                "the store "
                        + folder
                        + " "
                        + what
                        + "; check that storage.data_dir exists and this user may write to it",
                failure);
    }

    StoreException damaged(String what, @Nullable Exception failure) {
        return new StoreException(
                "the store "
                        + folder
                        + " is damaged: "
                        + what
                        + "; "
                        + folder.resolve("LOG")
                        + " names the file. Restore the folder from a backup, or move it"
                        + " aside to start empty",
                failure);
    }

    StoreException newer(int format, int known) {
        return new StoreException(
                "the store "
                        + folder
                        + " has format "
                        + format
                        + ", written by a newer gateway; this one knows "
                        + known
                        + ". Start the newer version, or restore a backup from before the upgrade",
                null);
    }

    private static boolean noSpace(RocksDBException failure) {
        Status status = failure.getStatus();
        return (status != null && status.getSubCode() == Status.SubCode.NoSpace)
                || String.valueOf(failure.getMessage()).contains("No space left on device");
    }

    private static boolean corrupt(RocksDBException failure) {
        Status status = failure.getStatus();
        return (status != null && status.getCode() == Status.Code.Corruption)
                || String.valueOf(failure.getMessage()).contains("Corruption");
    }
}
