package dev.clawgateway.store.rocksdb;

import java.nio.file.Path;
import java.time.Instant;

/** A process that restores a backup. */
final class RestoreOnce {
    private RestoreOnce() {}

    public static void main(String[] arguments) {
        StoreFolder target = StoreFolder.under(Path.of(arguments[1]));
        new Backups(Path.of(arguments[0]), target.nativeLibrary())
                .restore(0, target, Instant.EPOCH, _ -> {});
    }
}
