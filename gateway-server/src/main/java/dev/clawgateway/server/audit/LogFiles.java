package dev.clawgateway.server.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file that lines go to now, and those before it: when another is begun, and which are so old
 * that they go. Confined to whoever holds the log.
 */
final class LogFiles {
    private final LineFolder folder;
    private volatile AuditLimits limits;
    private @Nullable LineFile file;

    /** Number of the first line of the file that is written. */
    private long first = 1;

    /** Number of the oldest line that was not removed by age of its file. */
    private long oldest = 1;

    private long begunNanos;

    LogFiles(LineFolder folder, AuditLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** From now on files are begun and removed by these. */
    void change(AuditLimits next) {
        limits = next;
    }

    /** Where the log ends, before anything is written; null where there are no lines. */
    LineFolder.@Nullable Tail tail() throws IOException {
        return folder.tail();
    }

    /**
     * Goes on behind a tail.
     *
     * @param last number of the last line there ever was
     */
    void begin(LineFolder.@Nullable Tail tail, long last, long nowNanos) throws IOException {
        first = tail == null ? 1 : tail.first();
        begunNanos = nowNanos;
        List<Long> closed = folder.closed();
        oldest = closed.isEmpty() ? first : closed.getFirst();
        open(last);
    }

    /** The same file again, after it could not be written. */
    void reopen(long last) throws IOException {
        close();
        open(last);
    }

    private void open(long last) throws IOException {
        file = folder.open();
        if (file.size() == 0) {
            first = last + 1;
        }
    }

    /**
     * What it is written to.
     *
     * @throws IOException where nothing is open
     */
    LineFile current() throws IOException {
        if (file == null) {
            throw new IOException("no file is open");
        }
        return file;
    }

    /** Null where nothing is open. */
    @Nullable LineFile open() {
        return file;
    }

    boolean full() throws IOException {
        return current().size() >= limits.fileBytes();
    }

    boolean aged(long nowNanos) {
        return Duration.ofNanos(nowNanos - begunNanos).compareTo(limits.fileAge()) >= 0;
    }

    /**
     * Begins another file, and removes those that are too old.
     *
     * @param last number of the last line that was written
     */
    void beginAnother(long last, long nowNanos) throws IOException {
        LineFile done = current();
        done.sync();
        done.close();
        folder.close(first);
        file = folder.open();
        first = last + 1;
        begunNanos = nowNanos;
        removeOld();
    }

    /** What others took away does not count: it is missing. */
    private void removeOld() throws IOException {
        List<Long> closed = folder.closed();
        int over = limits.keptFiles() == 0 ? 0 : Math.max(0, closed.size() - limits.keptFiles());
        for (Long old : closed.subList(0, over)) {
            folder.remove(old);
        }
        if (over > 0) {
            oldest = over < closed.size() ? closed.get(over) : first;
        }
    }

    long oldest() {
        return oldest;
    }

    void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
