package dev.clawgateway.client.agent;

import dev.clawgateway.client.credential.CredentialFile;
import dev.clawgateway.client.system.Disk;
import dev.clawgateway.core.NodeId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's folder: who this node is, and that only one agent says so. */
final class StateDir implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateDir.class);

    private static final String ATTEMPTS = "attempts";
    private static final String FLEET = "fleet";

    private final Path path;
    private final Disk disk;
    private final Closeable lock;

    private StateDir(Path path, Disk disk, Closeable lock) {
        this.disk = disk;
        this.path = path;
        this.lock = lock;
    }

    /** Takes the folder, or says that another agent has it. */
    static StateDir open(Disk disk, Path path) throws IOException {
        boolean fresh = !Files.exists(path);
        Files.createDirectories(path.toAbsolutePath());
        // One name for one folder: processes are found again by it.
        Path absolute = path.toRealPath();
        Files.createDirectories(absolute.resolve(ATTEMPTS));
        disk.sync(absolute);
        if (fresh) {
            syncAbove(disk, absolute);
        }
        return disk.lock(absolute.resolve("lock"))
                .map(lock -> new StateDir(absolute, disk, lock))
                .orElseThrow(
                        () -> new IOException("another agent uses the state folder " + absolute));
    }

    private static void syncAbove(Disk disk, Path absolute) {
        Path above = absolute.getParent();
        try {
            if (above != null) {
                disk.sync(above);
            }
        } catch (IOException e) {
            // A folder that others keep closed, and will have written before long.
            LOG.atDebug().setCause(e).log("folder above the state folder not synced");
        }
    }

    /** Where the node's credential is kept. */
    CredentialFile credential() {
        return new CredentialFile(disk, path);
    }

    Path attempts() {
        return path.resolve(ATTEMPTS);
    }

    /** The id this node has had since its first start; one that is lost is replaced. */
    NodeId nodeId(Supplier<UUID> ids) throws IOException {
        Path file = path.resolve("node-id");
        if (Files.exists(file)) {
            try {
                return NodeId.parse(Files.readString(file).strip());
            } catch (IOException | IllegalArgumentException e) {
                LOG.atWarn()
                        .addKeyValue("file", file)
                        .addKeyValue("problem", e.getMessage())
                        .log("holds no node id: this node gets a new one");
            }
        }
        NodeId fresh = new NodeId(ids.get());
        write("node-id", fresh.toString());
        return fresh;
    }

    /** The fleet that was known last; empty for none, or where it cannot be read. */
    String fleet() {
        Path file = path.resolve(FLEET);
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .setCause(e)
                    .log("which fleet this is is unknown");
            return "";
        }
    }

    void saveFleet(String fleet) throws IOException {
        write(FLEET, fleet);
    }

    private void write(String name, String text) throws IOException {
        Path written = path.resolve(name + ".new");
        Files.writeString(written, text + "\n");
        disk.sync(written);
        Files.move(
                written,
                path.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
