package dev.clawgateway.simulation.node.files;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One disk: its files, whether there is room for more, and what a loss of power leaves of them. */
public final class Volume extends FileSystem {
    /** The kernel writes back by itself what is older. */
    private static final Duration WRITTEN_BACK = Duration.ofSeconds(30);

    private final VolumeProvider provider = new VolumeProvider(this);
    private final LongSupplier nanos;
    private final Supplier<Instant> wall;
    private FolderInode root = new FolderInode();
    private Room room = Room.PLENTY;

    /** How much there is left. */
    public enum Room {
        PLENTY,
        /** No block: files can be made, but nothing be written into them. */
        NO_BLOCKS,
        /** No file either. */
        NOTHING
    }

    /** An empty disk, by the clocks of its machine. */
    public Volume(LongSupplier nanos, Supplier<Instant> wall) {
        this.nanos = nanos;
        this.wall = wall;
    }

    /** Everything on it, as it is now, to be put in its place later, here or elsewhere. */
    public Image image() {
        return new Image(root.copy());
    }

    /** Holds what an image holds, and nothing else. */
    public void become(Image image) {
        wipe();
        root = image.root.copy();
    }

    /** What a disk held at one time. */
    public static final class Image {
        private final FolderInode root;

        private Image(FolderInode root) {
            this.root = root;
        }
    }

    /** Loses everything; whoever has a file open goes on with it. */
    public void wipe() {
        root.clear();
        root = new FolderInode();
    }

    /** The power goes: what was not synced, nor long ago, may be lost. */
    public void losePower(RandomGenerator dice) {
        root.losePower(dice, nanos.getAsLong() - WRITTEN_BACK.toNanos());
    }

    public void room(Room left) {
        room = left;
    }

    public Room room() {
        return room;
    }

    /** Makes a file, or a folder's list, survive a loss of power. */
    public void sync(Path path) throws IOException {
        existing(VolumePath.of(path)).sync();
    }

    /**
     * Tells when something appears in a folder, or a file in it grows.
     *
     * @return ends that
     */
    public Runnable watch(Path folder, Runnable changed) throws IOException {
        FolderInode inode = folder(VolumePath.of(folder));
        inode.watch(changed);
        return () -> inode.unwatch(changed);
    }

    @Nullable Inode find(VolumePath path) {
        Inode inode = root;
        for (String name : path.names()) {
            if (name.equals("..")) {
                inode = inode.parent();
            } else {
                inode = inode instanceof FolderInode folder ? folder.entry(name) : null;
            }
            if (inode == null) {
                return null;
            }
        }
        return inode;
    }

    Inode existing(VolumePath path) throws NoSuchFileException {
        Inode inode = find(path);
        if (inode == null) {
            throw new NoSuchFileException(path.toString());
        }
        return inode;
    }

    FolderInode folder(VolumePath path) throws IOException {
        if (existing(path) instanceof FolderInode folder) {
            return folder;
        }
        throw new NotDirectoryException(path.toString());
    }

    FolderInode parentOf(VolumePath path) throws IOException {
        VolumePath parent = path.getParent();
        if (parent == null) {
            throw new FileSystemException(path.toString(), null, "has no parent");
        }
        return folder(parent);
    }

    /** Puts something new into a folder. */
    void add(VolumePath path, Inode inode) throws IOException {
        boolean needsBlock = inode instanceof FolderInode;
        if (room == Room.NOTHING || (needsBlock && room == Room.NO_BLOCKS)) {
            throw noSpace(path);
        }
        inode.born(nanos.getAsLong());
        inode.modified(wall.get());
        link(path, inode);
    }

    void link(VolumePath path, Inode inode) throws IOException {
        FolderInode parent = parentOf(path);
        parent.put(path.last(), inode);
        touch(parent);
        parent.changed();
    }

    void unlink(VolumePath path) throws IOException {
        FolderInode parent = parentOf(path);
        parent.remove(path.last());
        touch(parent);
    }

    void wrote(Inode inode) {
        touch(inode);
        FolderInode parent = inode.parent();
        if (parent != null) {
            parent.changed();
        }
    }

    private void touch(Inode inode) {
        inode.soil(nanos.getAsLong());
        inode.modified(wall.get());
    }

    void needBlocks(VolumePath path) throws IOException {
        if (room != Room.PLENTY) {
            throw noSpace(path);
        }
    }

    private static IOException noSpace(VolumePath path) {
        return new FileSystemException(path.toString(), null, "No space left on device");
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public Path getPath(String first, String... more) {
        return VolumePath.parse(
                this, more.length == 0 ? first : first + "/" + String.join("/", more));
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(getPath("/"));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic");
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("watched by watch()");
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("lives as long as its machine");
    }
}
