package dev.clawgateway.client.credential;

import dev.clawgateway.client.system.Disk;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent keeps its credential: readable by nobody else. Replaced whole, so that a crash
 * leaves the old or the new.
 */
public final class CredentialFile {
    private static final Set<PosixFilePermission> OWN =
            PosixFilePermissions.fromString("rw-------");

    private static final String NAME = "credential.json";

    private final Disk disk;
    private final Path path;

    /** In a folder that is there. */
    public CredentialFile(Disk disk, Path folder) {
        this.disk = disk;
        this.path = folder.resolve(NAME);
    }

    /** Whether a folder has one. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    /**
     * Null when there is none.
     *
     * @throws IOException when others may read it, or it is not understood
     */
    @Nullable KeptCredential read() throws IOException {
        try {
            Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            open.removeAll(OWN);
            if (!open.isEmpty()) {
                throw new IOException(
                        "other users can get at the token in " + path + "; do: chmod 600 " + path);
            }
            return KeptCredential.read(Files.readAllBytes(path));
        } catch (NoSuchFileException _) {
            return null;
        } catch (JsonFormatException | IllegalArgumentException wrong) {
            // Its text repeats no value: those are secrets here.
            throw new IOException(path + " is not understood; remove it, and join again");
        }
    }

    void write(KeptCredential credential) throws IOException {
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(beside);
        try (SeekableByteChannel file =
                Files.newByteChannel(
                        beside,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(OWN))) {
            ByteBuffer bytes = ByteBuffer.wrap(credential.write());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        disk.sync(beside);
        Files.move(
                beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = path.getParent();
        if (folder != null) {
            disk.sync(folder);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
