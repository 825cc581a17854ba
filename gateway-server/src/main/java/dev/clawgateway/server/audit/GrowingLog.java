package dev.clawgateway.server.audit;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A log that is read while it is written, over all files that are begun meanwhile, and also when
 * somebody moves the one that is written. For one thread.
 */
public final class GrowingLog implements Closeable {
    private static final int MOST = 1 << 16;

    private final Path folder;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private long last;
    private @Nullable FileChannel file;
    private @Nullable Object key;

    /**
     * What comes after a line.
     *
     * @param last its number; 0 for all lines
     */
    public GrowingLog(Path folder, long last) {
        this.folder = folder;
        this.last = last;
    }

    /** Lines that were added since it was asked last, whole ones only. */
    public List<AuditLine> more() throws IOException {
        List<AuditLine> lines = new ArrayList<>();
        drain(lines);
        if (anotherIsWritten()) {
            drain(lines); // what was added before the other was begun
            goOn(lines);
        }
        return lines;
    }

    private Path current() {
        return folder.resolve(FolderOnDisk.CURRENT);
    }

    private boolean anotherIsWritten() throws IOException {
        try {
            Object now = Files.readAttributes(current(), BasicFileAttributes.class).fileKey();
            return file == null || !Objects.equals(now, key);
        } catch (NoSuchFileException _) {
            return false; // moved, and none was begun yet
        }
    }

    /** Opened first: what is closed after that is this one. */
    private void goOn(List<AuditLine> lines) throws IOException {
        close();
        begun.reset();
        FileChannel opened = FileChannel.open(current(), StandardOpenOption.READ);
        file = opened;
        key = Files.readAttributes(current(), BasicFileAttributes.class).fileKey();
        for (Path closed : closed()) {
            AuditLine.read(closed, line -> keep(line, lines));
        }
        drain(lines);
    }

    /** Those that are closed by now, and hold lines that were not read. */
    private List<Path> closed() throws IOException {
        List<Path> closed = new ArrayList<>();
        for (long first : new FolderOnDisk(folder).closed()) {
            Path path = FolderOnDisk.closed(folder, first);
            if (first > last
                    && !Objects.equals(
                            Files.readAttributes(path, BasicFileAttributes.class).fileKey(), key)) {
                closed.add(path);
            }
        }
        return closed;
    }

    private void drain(List<AuditLine> lines) throws IOException {
        FileChannel open = file;
        if (open == null) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(MOST);
        while (open.read(bytes) > 0) {
            bytes.flip();
            while (bytes.hasRemaining()) {
                add(bytes.get(), lines);
            }
            bytes.clear();
        }
    }

    private void add(byte read, List<AuditLine> lines) {
        if (read != '\n') {
            begun.write(read);
            return;
        }
        AuditLine line = AuditLine.of(begun.toByteArray());
        begun.reset();
        if (line != null) {
            keep(line, lines);
        }
    }

    private void keep(AuditLine line, List<AuditLine> lines) {
        if (line.number() > last) {
            last = line.number();
            lines.add(line);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
