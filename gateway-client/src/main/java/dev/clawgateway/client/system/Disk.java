package dev.clawgateway.client.system;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a disk does beyond keeping files. */
public interface Disk {
    /**
     * Takes a lock that ends with the process that has it.
     *
     * @param file made when it is missing
     * @return what gives it back; empty when somebody else has it
     */
    Optional<Closeable> lock(Path file) throws IOException;

    /** Makes what a file, or the list of a folder, holds now survive a loss of power. */
    void sync(Path path) throws IOException;

    FolderWatch watch() throws IOException;

    /**
     * Gives back the blocks of a file before {@code end}; offsets stay as they are. Best effort.
     */
    void release(Path file, long end);
}
