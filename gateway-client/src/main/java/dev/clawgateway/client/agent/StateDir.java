package dev.clawgateway.client.agent;

import dev.clawgateway.core.NodeId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The agent's folder: who this node is, and that only one agent says so. */
final class StateDir implements AutoCloseable {
    private final Path path;
    private final FileChannel lockFile;

    private StateDir(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Takes the folder, or says that another agent has it. */
    static StateDir open(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Files.createDirectories(absolute);
        FileChannel lockFile =
                FileChannel.open(
                        absolute.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return new StateDir(absolute, lockFile);
            }
        } catch (OverlappingFileLockException _) {
            // Another agent of this very process: the same answer.
        }
        lockFile.close();
        throw new IOException("another agent uses the state folder " + absolute);
    }

    Path attempts() {
        return path.resolve("attempts");
    }

    /** The id this node has had since its first start. */
    NodeId nodeId() throws IOException {
        Path file = path.resolve("node-id");
        if (Files.exists(file)) {
            String text = Files.readString(file).strip();
            try {
                return NodeId.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " holds no node id: remove it for a new one", e);
            }
        }
        NodeId fresh = new NodeId(UUID.randomUUID());
        Path written = Files.writeString(path.resolve("node-id.new"), fresh + "\n");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        return fresh;
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
