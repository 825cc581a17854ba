package dev.clawgateway.client.runner;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells when files of a folder appear or grow: output, an exit code. On a thread of its own, which
 * does nothing but tell.
 */
final class FolderWatch implements AutoCloseable {
    private final WatchService service;
    private final Map<WatchKey, Runnable> watched = new ConcurrentHashMap<>();

    FolderWatch() throws IOException {
        service = FileSystems.getDefault().newWatchService();
        Thread.ofPlatform().name("agent-files").daemon().start(this::watch);
    }

    /**
     * Watches until the key is cancelled.
     *
     * @throws IOException also when the system watches as much as it will
     */
    WatchKey add(Path folder, Runnable changed) throws IOException {
        WatchKey key =
                folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY);
        watched.put(key, changed);
        return key;
    }

    void remove(@Nullable WatchKey key) {
        if (key != null) {
            watched.remove(key);
            key.cancel();
        }
    }

    private void watch() {
        try {
            while (true) {
                WatchKey key = service.take();
                key.pollEvents();
                key.reset();
                Runnable changed = watched.get(key);
                if (changed != null) {
                    changed.run();
                }
            }
        } catch (ClosedWatchServiceException _) {
            // Closed with its owner.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
