package dev.clawgateway.store.rocksdb;

import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.store.log.LogNote;
import dev.clawgateway.store.log.LogScan;
import java.io.IOException;
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
            return inUse("");
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

    /**
     * Somebody has it open.
     *
     * @param owner number of that process; empty where it is not known
     */
    StoreException inUse(String owner) {
        return new StoreException(
                "the store "
                        + folder
                        + " is in use by another process"
                        + (owner.isEmpty() ? "" : " (" + owner + ")")
                        + "; stop that gateway, or give this one its own storage.data_dir",
                null,
                StoreException.Kind.IN_USE);
    }

    /** Its files are of one user, and this process is of another. */
    StoreException ofAnother(Path file, String owner, String own) {
        return new StoreException(
                "the store "
                        + folder
                        + " is not this user's: "
                        + file
                        + " belongs to "
                        + owner
                        + ", this is "
                        + own
                        + "; run it as that user, or give the folder to this one with chown -R",
                null,
                StoreException.Kind.NOT_OURS);
    }

    /** What was acknowledged is not there. */
    StoreException shortened(long noted, long reaches) {
        return new StoreException(
                "the store "
                        + folder
                        + " ends before what was acknowledged: at write "
                        + reaches
                        + ", and write "
                        + noted
                        + " was durable. A log file is missing or was cut short: put it back, or"
                        + " restore a backup. To go on without what is lost: claw-gateway store"
                        + " check --accept-loss",
                null,
                StoreException.Kind.DAMAGED);
    }

    /** Bytes of a log that others follow. */
    StoreException damaged(LogScan log) {
        long place = log.damaged() ? log.damagedAt() : log.whole();
        return damage(log.file() + " at byte " + place + " of " + log.size(), null);
    }

    StoreException reading(RocksDBException failure) {
        String message = String.valueOf(failure.getMessage());
        return corrupt(failure)
                ? damaged(message, failure)
                : inaccessible("cannot be read: " + message, failure);
    }

    /** A file that is not the database's. */
    StoreException opening(IOException failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith(LogNote.FILE)
                ? damage(
                        failure.getMessage()
                                + ", so how far it was acknowledged is not known. To go on all the"
                                + " same: claw-gateway store check --accept-loss",
                        failure)
                : inaccessible("cannot be opened: " + failure, failure);
    }

    StoreException writing(Exception failure) {
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
                failure,
                what.contains("not writable") || what.contains("ermission denied")
                        ? StoreException.Kind.NOT_OURS
                        : StoreException.Kind.BROKEN);
    }

    StoreException damaged(String what, @Nullable Exception failure) {
        return damage(what + "; " + folder.resolve("LOG") + " names the file", failure);
    }

    private StoreException damage(String what, @Nullable Exception failure) {
        return new StoreException(
                "the store "
                        + folder
                        + " is damaged: "
                        + what
                        + ". Restore the folder from a backup, or move it aside to start empty",
                failure,
                StoreException.Kind.DAMAGED);
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
                null,
                StoreException.Kind.NEWER);
    }

    private static boolean noSpace(Exception failure) {
        Status status = failure instanceof RocksDBException told ? told.getStatus() : null;
        return (status != null && status.getSubCode() == Status.SubCode.NoSpace)
                || String.valueOf(failure.getMessage()).contains("No space left on device");
    }

    private static boolean corrupt(RocksDBException failure) {
        Status status = failure.getStatus();
        return (status != null && status.getCode() == Status.Code.Corruption)
                || String.valueOf(failure.getMessage()).contains("Corruption");
    }
}
