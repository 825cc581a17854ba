package dev.clawgateway.client.runner;

import dev.clawgateway.client.system.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one output file of an attempt. Bounded: so much is read in a turn, and of a backlog too
 * long to catch up with, the oldest part is skipped and counted. The disk blocks of what was read
 * are given back, so that a chatty workload does not fill the disk.
 */
final class OutputReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutputReader.class);

    static final int TURN_BYTES = 256 * 1024;
    static final long MAX_BACKLOG_BYTES = 32L * 1024 * 1024;
    private static final long KEPT_BYTES = 16L * 1024 * 1024;
    // A progress bar ends no line for hours; show where it stands now and then.
    private static final long UNFINISHED_NANOS = Duration.ofSeconds(2).toNanos();

    private final Disk disk;
    private final AttemptFolder folder;
    private final boolean stderr;
    private final Path path;
    private final LineSplitter splitter = new LineSplitter();
    private final byte[] buffer;
    private @Nullable SeekableByteChannel file;
    private boolean broken;
    private long length;
    private long offset;
    private long savedOffset;
    private long releasedOffset;
    private long lineNanos;

    /**
     * @param buffer {@link #TURN_BYTES} to work with, which may be everybody's
     */
    OutputReader(Disk disk, AttemptFolder folder, boolean stderr, long nanos, byte[] buffer) {
        this.disk = disk;
        this.folder = folder;
        this.stderr = stderr;
        this.path = folder.output(stderr);
        this.buffer = buffer;
        this.offset = folder.offset(stderr).orElse(0);
        this.savedOffset = offset;
        this.lineNanos = nanos;
    }

    /** The lines that have come since the last call, at most {@link #TURN_BYTES} of them. */
    List<String> read(long nanos) {
        try {
            return broken ? List.of() : readMore(nanos);
        } catch (IOException e) {
            // The attempt and its end matter more than what it said.
            broken = true;
            LOG.atWarn().addKeyValue("file", path).setCause(e).log("output cannot be read");
            return List.of("[output cannot be read any more: " + e.getMessage() + "]");
        }
    }

    private List<String> readMore(long nanos) throws IOException {
        SeekableByteChannel opened = opened();
        if (opened == null) {
            return List.of();
        }
        length = opened.size();
        List<String> lines = new ArrayList<>(skipBacklog());
        int come = offset < length ? opened.position(offset).read(ByteBuffer.wrap(buffer)) : 0;
        if (come > 0) {
            offset += come;
            lines.addAll(splitter.feed(buffer, come));
        }
        if (!lines.isEmpty()) {
            lineNanos = nanos;
        } else if (nanos - lineNanos > UNFINISHED_NANOS) {
            lines.addAll(splitter.overwritten());
            lineNanos = nanos;
        }
        return lines;
    }

    /** Null until there is something to read: most workloads never write to both. */
    private @Nullable SeekableByteChannel opened() throws IOException {
        if (file == null && size(path) > offset) {
            file = Files.newByteChannel(path, StandardOpenOption.READ);
        }
        return file;
    }

    private static long size(Path path) throws IOException {
        try {
            return Files.size(path);
        } catch (NoSuchFileException _) {
            return 0;
        }
    }

    /** True when the last read left something over. */
    boolean behind() {
        return !broken && offset < length;
    }

    /** True when everything written so far was read. */
    boolean drained() throws IOException {
        SeekableByteChannel opened = broken ? null : opened();
        return opened == null || offset >= opened.size();
    }

    /** The unfinished last line, once nothing more will come. */
    List<String> rest() {
        return splitter.rest();
    }

    /** Remembers for a later agent how far this one came; cheap when nothing was read. */
    void save() throws IOException {
        if (offset != savedOffset) {
            folder.writeOffset(stderr, offset);
            savedOffset = offset;
        }
        if (offset - releasedOffset > 2 * KEPT_BYTES) {
            releasedOffset = offset - KEPT_BYTES;
            disk.release(path, releasedOffset);
        }
    }

    private List<String> skipBacklog() {
        long backlog = length - offset;
        if (backlog <= MAX_BACKLOG_BYTES) {
            return List.of();
        }
        long skipped = backlog - MAX_BACKLOG_BYTES / 2;
        offset += skipped;
        return List.of("[" + skipped + " bytes of output skipped: it came too fast]");
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
