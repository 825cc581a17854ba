package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clawgateway.core.cluster.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One process at a time has a store, from before it looks at the files until it has closed them
 * all. The database has a lock of its own, which is taken later than the first look, and is there
 * for programs that do not know this one.
 */
final class FolderLock implements AutoCloseable {
    static final String FILE = "OWNER";

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /** Throws {@link StoreException} when another process has the store. */
    static FolderLock take(Path folder, StoreFaults faults) throws IOException {
        FileChannel file =
                FileChannel.open(
                        folder.resolve(FILE),
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        FolderLock taken = new FolderLock(file);
        try {
            if (lock(file) == null) {
                throw faults.inUse(owner(file));
            }
            // Closing it gives up the lock for the whole process, so nobody here may have it open.
            if (heldByDatabase(folder)) {
                throw faults.inUse("");
            }
            file.truncate(0);
            file.write(
                    ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)),
                    0);
            return taken;
        } catch (IOException | StoreException failure) {
            taken.close();
            throw failure;
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // by this process
        }
    }

    private static String owner(FileChannel file) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        file.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), US_ASCII).strip();
    }

    private static boolean heldByDatabase(Path folder) throws IOException {
        Path lock = folder.resolve("LOCK");
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return lock(file) == null;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
