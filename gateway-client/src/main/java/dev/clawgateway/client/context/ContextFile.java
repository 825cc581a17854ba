package dev.clawgateway.client.context;

import dev.clawgateway.protocol.json.JsonFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a person's contexts are kept: readable by nobody else, since tokens are in it. Replaced
 * whole, so that a crash leaves the old or the new. Two commands at once: the later wins.
 */
public final class ContextFile {
    private static final Set<PosixFilePermission> OWN_FILE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWN_FOLDER =
            PosixFilePermissions.fromString("rwx------");

    private final Path path;

    public ContextFile(Path path) {
        this.path = path;
    }

    /**
     * Where it is by custom: {@code CLAW_CONTEXT_FILE}, else {@code claw-gateway/contexts.json} in
     * the configuration folder of the XDG base directory specification.
     */
    public static ContextFile of(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault("CLAW_CONTEXT_FILE", "");
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path config = xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".config");
        return new ContextFile(
                named.isEmpty()
                        ? config.resolve("claw-gateway").resolve("contexts.json")
                        : Path.of(named));
    }

    /**
     * None when there is no file.
     *
     * @throws ContextException when others may read it, or it is not understood
     */
    public Contexts read() {
        try {
            refuseWhatOthersRead();
            return Contexts.read(Files.readAllBytes(path));
        } catch (NoSuchFileException _) {
            return Contexts.NONE;
        } catch (JsonFormatException e) {
            throw new ContextException(
                    path
                            + " is not understood: "
                            + e.getMessage()
                            + "; mend it, or remove it and log in"
                            + " again");
        } catch (IOException e) {
            throw new ContextException("cannot read " + path + ": " + e);
        }
    }

    private void refuseWhatOthersRead() throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> open = EnumSet.noneOf(PosixFilePermission.class);
            open.addAll(Files.getPosixFilePermissions(path));
            open.removeAll(OWN_FILE);
            open.remove(PosixFilePermission.OWNER_EXECUTE);
            if (!open.isEmpty()) {
                throw new ContextException(
                        "other users can get at the tokens in " + path + "; do: chmod 600 " + path);
            }
        }
    }

    /**
     * Keeps them.
     *
     * @throws ContextException when that fails; then what was kept before is still there
     */
    public void write(Contexts contexts) {
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWN_FOLDER));
            }
            Files.deleteIfExists(beside);
            try (FileChannel file =
                    FileChannel.open(
                            beside,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(OWN_FILE))) {
                ByteBuffer bytes = ByteBuffer.wrap(contexts.write());
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ContextException("cannot write " + path + ": " + e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
