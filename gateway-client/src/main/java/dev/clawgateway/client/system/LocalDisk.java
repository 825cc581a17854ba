package dev.clawgateway.client.system;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A disk of this machine. */
final class LocalDisk implements Disk {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDisk.class);

    @Override
    public Optional<Closeable> lock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException _) {
            // Somebody else of this very process: the same answer.
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void sync(Path path) throws IOException {
        // Linux lets a folder be opened for reading too, and fsync(2) takes either.
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public FolderWatch watch() throws IOException {
        return new WatchThread();
    }

    @Override
    public void release(Path file, long end) {
        try {
            Process punch =
                    Uninitiated.program(
                                    List.of(
                                            "fallocate",
                                            "--punch-hole",
                                            "--offset",
                                            "0",
                                            "--length",
                                            Long.toString(end),
                                            file.toString()))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!punch.waitFor(5, TimeUnit.SECONDS)) {
                punch.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("disk blocks of read output not given back");
        }
    }
}
