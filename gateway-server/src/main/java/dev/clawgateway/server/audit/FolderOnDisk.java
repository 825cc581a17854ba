package dev.clawgateway.server.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of the machine's disk; its files are the owner's alone. */
final class FolderOnDisk implements LineFolder {
    static final String CURRENT = "audit.log";

    private static final Pattern CLOSED = Pattern.compile("audit-([0-9]{16})\\.log");

    private final Path folder;

    FolderOnDisk(Path folder) {
        this.folder = folder;
    }

    private Path current() {
        return folder.resolve(CURRENT);
    }

    private Path closed(long first) {
        return closed(folder, first);
    }

    /** A closed one, by the number of its first line. */
    static Path closed(Path folder, long first) {
        return folder.resolve(String.format(Locale.ROOT, "audit-%016d.log", first));
    }

    @Override
    public LineFile open() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes("rwx------"));
        }
        return new OpenFile(current());
    }

    private FileAttribute<?>[] attributes(String permissions) {
        return attributes(folder, permissions);
    }

    private static FileAttribute<?>[] attributes(Path place, String permissions) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void close(long first) throws IOException {
        if (Files.exists(current())) {
            Path name = closed(first);
            for (int copy = 2; Files.exists(name); copy++) {
                // Never over what is there: somebody may have put it back.
                name = folder.resolve(closed(first).getFileName() + "." + copy);
            }
            Files.move(current(), name);
        }
    }

    @Override
    public List<Long> closed() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> CLOSED.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Long.valueOf(name.group(1)))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void remove(long first) throws IOException {
        Files.deleteIfExists(closed(first));
    }

    @Override
    public @Nullable Tail tail() throws IOException {
        Tail tail = Files.exists(current()) ? LastLine.of(current()) : null;
        List<Long> closed = closed();
        if (tail != null || closed.isEmpty()) {
            return tail;
        }
        return LastLine.of(closed(closed.getLast()));
    }

    /** One that is open, and known by what the file system calls it. */
    private static final class OpenFile implements LineFile {
        private static final Set<OpenOption> APPENDING =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND);

        private final Path path;
        private final FileChannel channel;
        private final @Nullable Object key;
        private long size;

        OpenFile(Path path) throws IOException {
            this.path = path;
            channel = FileChannel.open(path, APPENDING, attributes(path, "rw-------"));
            size = channel.size();
            key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        }

        @Override
        public void append(byte[] lines) throws IOException {
            if (channel.size() > size) {
                channel.truncate(size); // what is left of lines that did not fit
            }
            ByteBuffer bytes = ByteBuffer.wrap(lines);
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException failure) {
                takeBack(failure);
                throw failure;
            }
            size += lines.length;
        }

        private void takeBack(IOException failure) {
            try {
                channel.truncate(size);
            } catch (IOException again) {
                failure.addSuppressed(again);
            }
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public @Nullable String harm() {
            try {
                BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
                if (!Objects.equals(now.fileKey(), key)) {
                    return "another file was put in its place";
                }
                return now.size() < size ? "it was cut" : null;
            } catch (NoSuchFileException gone) {
                return "it was moved or removed";
            } catch (IOException failure) {
                return "it cannot be looked at: " + failure.getMessage();
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
