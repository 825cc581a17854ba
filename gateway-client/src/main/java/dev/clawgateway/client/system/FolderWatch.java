package dev.clawgateway.client.system;

import java.io.IOException;
import java.nio.file.Path;

/** Tells when files of folders appear or grow. */
public interface FolderWatch extends AutoCloseable {
    /**
     * Watches until what it returns is cancelled.
     *
     * @param changed run on any thread
     * @throws IOException also when the system watches as much as it will
     */
    Watched add(Path folder, Runnable changed) throws IOException;

    @Override
    void close() throws IOException;

    /** One folder that is watched. */
    @FunctionalInterface
    interface Watched {
        void cancel();
    }
}
