package dev.clawgateway.server.logging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest lines of the log, kept in memory. A line's place is how many bytes were logged before
 * it, as if all of them were in one file. Safe from any thread.
 */
public final class RecentLines {
    private final long most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Line> lines = new ArrayDeque<>();
    private long kept;

    /** Bytes of all lines there ever were. */
    private long end;

    /**
     * None yet.
     *
     * @param most bytes that are kept
     */
    public RecentLines(long most) {
        this.most = most;
    }

    private record Line(long at, int bytes, String text) {}

    /**
     * A part of them.
     *
     * @param size bytes of all lines there ever were; where to go on
     * @param truncated whether there are others before these that were asked for
     * @param reset whether there was nothing to go on from
     */
    public record Tail(List<String> lines, long size, boolean truncated, boolean reset) {
        public Tail {
            lines = List.copyOf(lines);
        }
    }

    /** One or more, each with its end. */
    public void add(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        lock.lock();
        try {
            text.lines().forEach(this::addLine);
            while (kept > most && lines.size() > 1) {
                kept -= lines.removeFirst().bytes();
            }
        } finally {
            lock.unlock();
        }
    }

    private void addLine(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length + 1;
        lines.add(new Line(end, bytes, text));
        end += bytes;
        kept += bytes;
    }

    /**
     * What comes after a place.
     *
     * @param cursor the size that was told before; null for the newest
     * @param limit lines at most; of more the last ones
     * @param maxBytes bytes at most; from further back nothing is gone on with
     */
    public Tail after(@Nullable Long cursor, int limit, long maxBytes) {
        lock.lock();
        try {
            boolean reset = cursor != null && (cursor > end || end - cursor > maxBytes);
            long newest = Math.max(0, end - maxBytes);
            long from = cursor == null || reset ? newest : cursor;
            List<String> found = from(from);
            boolean less = found.size() > limit || oldest() > from;
            boolean truncated = less || ((cursor == null || reset) && newest > 0);
            int skipped = Math.max(0, found.size() - limit);
            return new Tail(found.subList(skipped, found.size()), end, truncated, reset);
        } finally {
            lock.unlock();
        }
    }

    /** Those that begin there or later. */
    private List<String> from(long place) {
        List<String> found = new ArrayList<>();
        Iterator<Line> newestFirst = lines.descendingIterator();
        while (newestFirst.hasNext()) {
            Line line = newestFirst.next();
            if (line.at < place) {
                break;
            }
            found.add(line.text);
        }
        Collections.reverse(found);
        return found;
    }

    private long oldest() {
        return lines.isEmpty() ? end : lines.getFirst().at;
    }
}
