package dev.clawgateway.server.logs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The newest lines of one stream. Not safe from several threads. */
final class LineBuffer {
    /** What a line costs besides its characters: the object and its place in the queue. */
    private static final long LINE_OVERHEAD_BYTES = 64;

    private final int maxLines;
    private final Deque<String> lines = new ArrayDeque<>();
    private long bytes;

    LineBuffer(int maxLines) {
        this.maxLines = maxLines;
    }

    /** Adds lines, dropping the oldest beyond the bound. */
    void add(List<String> more) {
        for (String line : more) {
            lines.addLast(line);
            bytes += cost(line);
            if (lines.size() > maxLines) {
                bytes -= cost(lines.removeFirst());
            }
        }
    }

    /** The last lines, oldest first: at most {@code count}, at most {@code maxChars} together. */
    List<String> tail(long count, long maxChars) {
        List<String> newestFirst = new ArrayList<>();
        long chars = 0;
        Iterator<String> backwards = lines.descendingIterator();
        while (backwards.hasNext() && newestFirst.size() < count) {
            String line = backwards.next();
            chars += line.length();
            if (chars > maxChars) {
                break;
            }
            newestFirst.add(line);
        }
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    long bytes() {
        return bytes;
    }

    static long cost(List<String> lines) {
        return lines.stream().mapToLong(LineBuffer::cost).sum();
    }

    private static long cost(String line) {
        return LINE_OVERHEAD_BYTES + line.length();
    }
}
