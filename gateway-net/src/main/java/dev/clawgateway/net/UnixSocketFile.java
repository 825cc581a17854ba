package dev.clawgateway.net;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of a Unix socket. It is bound in a folder that nobody else can enter, and put in its
 * place once it has its mode: there is no moment in which others could connect. For one thread.
 */
final class UnixSocketFile {
    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> GROUP =
            PosixFilePermissions.fromString("rw-rw----");

    private final Path path;
    private final @Nullable String group;
    private final Path folder;
    private @Nullable Object key;

    /**
     * Of a socket that is about to be bound.
     *
     * @param group whose members may connect; null for none
     * @throws IOException when somebody listens there, or something else is there
     */
    UnixSocketFile(Path path, @Nullable String group) throws IOException {
        this.path = path;
        this.group = group;
        refuseTaken();
        folder = Files.createTempDirectory(Objects.requireNonNull(path.getParent()), ".s");
    }

    private void refuseTaken() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        } else if (!attributes().isOther()) {
            throw new IOException(path + " is there, and is no socket");
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            if (!probe.connect(UnixDomainSocketAddress.of(path))) {
                return;
            }
        } catch (IOException _) {
            return; // nobody is there: it was left behind
        }
        throw new IOException("somebody listens at " + path + " already");
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Where to bind it. */
    Path workshop() {
        return folder.resolve("s");
    }

    /**
     * It was bound: gives it its group and mode.
     *
     * @return the group's number; null without one
     */
    @Nullable Integer furnish() throws IOException {
        PosixFileAttributeView file =
                Files.getFileAttributeView(workshop(), PosixFileAttributeView.class);
        if (group != null) {
            file.setGroup(principal(group));
        }
        file.setPermissions(group == null ? OWNER : GROUP);
        return group == null ? null : (Integer) Files.getAttribute(workshop(), "unix:gid");
    }

    private GroupPrincipal principal(String name) throws IOException {
        try {
            return path.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByGroupName(name);
        } catch (UserPrincipalNotFoundException _) {
            throw new IOException("there is no group " + name);
        }
    }

    /** Puts it in its place, instead of one that was left behind. */
    void place() throws IOException {
        Files.move(workshop(), path, StandardCopyOption.ATOMIC_MOVE);
        key = attributes().fileKey();
        clear();
    }

    /** Nothing is left of the attempt. */
    void clear() throws IOException {
        Files.deleteIfExists(workshop());
        Files.deleteIfExists(folder);
    }

    /** Takes it away, unless it is another's by now. */
    void remove() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && Objects.equals(key, attributes().fileKey())) {
            Files.delete(path);
        }
    }
}
