package dev.clawgateway.simulation.node;

import dev.clawgateway.client.system.Disk;
import dev.clawgateway.client.system.FolderWatch;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.kernel.SimulatedThread;
import dev.clawgateway.simulation.node.files.Volume;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The disk, as one process uses it: its locks and watches end with it. */
final class MachineDisk implements Disk {
    private final Volume volume;
    private final Set<String> locks;
    private final SimulatedProcess process;
    private final SimulatedThread watcher;

    /**
     * @param locks of all processes of the machine
     */
    MachineDisk(Volume volume, Set<String> locks, SimulatedProcess process) {
        this.volume = volume;
        this.locks = locks;
        this.process = process;
        this.watcher = process.thread("agent-files");
    }

    @Override
    public Optional<Closeable> lock(Path file) throws IOException {
        String name = file.toString();
        Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
        if (!locks.add(name)) {
            return Optional.empty();
        }
        process.atEnd(_ -> locks.remove(name));
        return Optional.of(() -> locks.remove(name));
    }

    @Override
    public void sync(Path path) throws IOException {
        volume.sync(path);
    }

    @Override
    public FolderWatch watch() {
        List<Runnable> ends = new ArrayList<>();
        process.atEnd(_ -> ends.forEach(Runnable::run));
        return new FolderWatch() {
            @Override
            public Watched add(Path folder, Runnable changed) throws IOException {
                Runnable end = volume.watch(folder, () -> watcher.execute(changed));
                ends.add(end);
                return () -> {
                    ends.remove(end);
                    end.run();
                };
            }

            @Override
            public void close() {
                ends.forEach(Runnable::run);
                ends.clear();
            }
        };
    }

    @Override
    public void release(Path file, long end) {
        // Files are small here.
    }
}
