package dev.clawgateway.store.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The gateway's keys, a file beside its store: without them no credential in the store is good.
 * They go with backups, and with nothing else. For their owner only, whole or not there.
 */
public final class KeysBeside {
    /** In the gateway's data folder, and in a folder of backups. */
    public static final String NAME = "auth.keys";

    private KeysBeside() {}

    /** Puts those beside a store into a folder of backups, where the last ones are kept. */
    static void backUp(Path store, Path backups) throws IOException {
        Path keys = store.resolveSibling(NAME);
        if (Files.exists(keys)) {
            copy(keys, backups.resolve(NAME));
        }
    }

    /**
     * Puts those of a folder of backups beside a store; not over others, which are newer.
     *
     * @return whether there were some to put there
     */
    static boolean restore(Path backups, Path store) throws IOException {
        Path keys = backups.resolve(NAME);
        Path target = store.resolveSibling(NAME);
        if (!Files.exists(keys) || Files.exists(target)) {
            return false;
        }
        copy(keys, target);
        return true;
    }

    private static void copy(Path from, Path to) throws IOException {
        Path fresh = to.resolveSibling(NAME + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(from));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(to.resolveSibling("."))) {
            folder.force(true);
        }
    }
}
