package dev.clawgateway.client.hardware;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether attempts can be written down: free bytes alone do not tell of inodes and quotas. */
public final class DiskProbe {
    private static final byte[] PROBE = new byte[64 * 1024];

    private final Path file;

    public DiskProbe(Path folder) {
        this.file = folder.resolve("probe");
    }

    /** Why not, or nothing. */
    public Optional<String> problem() {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, PROBE);
            return Optional.empty();
        } catch (IOException e) {
            String reason = e instanceof FileSystemException known ? known.getReason() : null;
            return Optional.of(reason != null ? reason : String.valueOf(e.getMessage()));
        } finally {
            delete();
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // Overwritten by the next probe.
        }
    }
}
