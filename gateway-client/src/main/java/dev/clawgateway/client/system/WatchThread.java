package dev.clawgateway.client.system;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kernel's own watch (inotify(7) on Linux). On a thread of its own, which does nothing but
 * tell.
 */
final class WatchThread implements FolderWatch {
    private final WatchService service;
    private final Map<WatchKey, Runnable> watched = new ConcurrentHashMap<>();

    WatchThread() throws IOException {
        service = FileSystems.getDefault().newWatchService();
        Thread.ofPlatform().name("agent-files").daemon().start(this::watch);
    }

    @Override
    public Watched add(Path folder, Runnable changed) throws IOException {
        WatchKey key =
                folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY);
        watched.put(key, changed);
        return () -> {
            watched.remove(key);
            key.cancel();
        };
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
