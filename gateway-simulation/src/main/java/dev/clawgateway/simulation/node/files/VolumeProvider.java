package dev.clawgateway.simulation.node.files;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.spi.FileSystemProvider;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with the files of one {@link Volume}: what an agent does, and no more. */
final class VolumeProvider extends FileSystemProvider {
    private final Volume volume;

    VolumeProvider(Volume volume) {
        this.volume = volume;
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        VolumePath own = VolumePath.of(path);
        Inode found = volume.find(own);
        if (found != null && options.contains(StandardOpenOption.CREATE_NEW)) {
            throw new FileAlreadyExistsException(own.toString());
        } else if (found instanceof FolderInode) {
            throw new FileSystemException(own.toString(), null, "Is a directory");
        }
        boolean writes =
                options.contains(StandardOpenOption.WRITE)
                        || options.contains(StandardOpenOption.APPEND);
        FileInode file = found instanceof FileInode known ? known : create(own, options);
        if (writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING) && file.size() > 0) {
            file.empty();
            volume.wrote(file);
        }
        return new VolumeChannel(
                volume, own, file, writes, options.contains(StandardOpenOption.APPEND));
    }

    private FileInode create(VolumePath path, Set<? extends OpenOption> options)
            throws IOException {
        if (!options.contains(StandardOpenOption.CREATE)
                && !options.contains(StandardOpenOption.CREATE_NEW)) {
            volume.existing(path);
        }
        volume.parentOf(path);
        FileInode file = new FileInode();
        volume.add(path, file);
        return file;
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
        List<Path> inside =
                volume.folder(VolumePath.of(folder)).names().stream().map(folder::resolve).toList();
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return inside.iterator();
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        VolumePath own = VolumePath.of(path);
        if (volume.find(own) != null) {
            throw new FileAlreadyExistsException(own.toString());
        }
        volume.parentOf(own);
        volume.add(own, new FolderInode());
    }

    @Override
    public void delete(Path path) throws IOException {
        VolumePath own = VolumePath.of(path);
        if (volume.existing(own) instanceof FolderInode folder && !folder.isEmpty()) {
            throw new DirectoryNotEmptyException(own.toString());
        }
        volume.unlink(own);
    }

    @Override
    public boolean deleteIfExists(Path path) throws IOException {
        boolean there = volume.find(VolumePath.of(path)) != null;
        if (there) {
            delete(path);
        }
        return there;
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        VolumePath from = VolumePath.of(source);
        VolumePath to = VolumePath.of(target);
        Inode moved = volume.existing(from);
        if (moved instanceof FileInode && volume.find(to) instanceof FolderInode) {
            throw new FileSystemException(from.toString(), to.toString(), "Is a directory");
        }
        volume.unlink(from);
        volume.link(to, moved);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return volume.existing(VolumePath.of(one)) == volume.existing(VolumePath.of(other));
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        volume.existing(VolumePath.of(path));
    }

    @Override
    public boolean exists(Path path, LinkOption... options) {
        return volume.find(VolumePath.of(path)) != null;
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return type == BasicFileAttributeView.class ? type.cast(new Times(path)) : null;
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
            Path path, Class<A> type, LinkOption... options) throws IOException {
        return type.cast(attributes(volume.existing(VolumePath.of(path))));
    }

    @Override
    public <A extends BasicFileAttributes> @Nullable A readAttributesIfExists(
            Path path, Class<A> type, LinkOption... options) {
        Inode found = volume.find(VolumePath.of(path));
        return found == null ? null : type.cast(attributes(found));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getScheme() {
        return "volume";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return volume;
    }

    @Override
    public Path getPath(URI uri) {
        return volume.getPath(uri.getPath());
    }

    private static Attributes attributes(Inode inode) {
        return new Attributes(
                inode instanceof FolderInode,
                inode instanceof FileInode file ? file.size() : 0,
                FileTime.from(inode.modified()));
    }

    private final class Times implements BasicFileAttributeView {
        private final Path path;

        Times(Path path) {
            this.path = path;
        }

        @Override
        public String name() {
            return "basic";
        }

        @Override
        public BasicFileAttributes readAttributes() throws IOException {
            return attributes(volume.existing(VolumePath.of(path)));
        }

        @Override
        public void setTimes(
                @Nullable FileTime modified,
                @Nullable FileTime accessed,
                @Nullable FileTime created)
                throws IOException {
            if (modified != null) {
                volume.existing(VolumePath.of(path)).modified(modified.toInstant());
            }
        }
    }

    private record Attributes(boolean isDirectory, long size, FileTime lastModifiedTime)
            implements PosixFileAttributes {
        /** Nobody else is on the machine. */
        @Override
        public Set<PosixFilePermission> permissions() {
            return EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }

        @Override
        public UserPrincipal owner() {
            throw new UnsupportedOperationException();
        }

        @Override
        public GroupPrincipal group() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileTime lastAccessTime() {
            return lastModifiedTime;
        }

        @Override
        public FileTime creationTime() {
            return lastModifiedTime;
        }

        @Override
        public boolean isRegularFile() {
            return !isDirectory;
        }

        @Override
        public boolean isSymbolicLink() {
            return false;
        }

        @Override
        public boolean isOther() {
            return false;
        }

        @Override
        public @Nullable Object fileKey() {
            return null;
        }
    }
}
