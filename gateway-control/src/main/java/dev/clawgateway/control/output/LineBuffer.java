package dev.clawgateway.control.output;

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
    private long first; // number of the oldest line

    /** Lines that follow each other, and the number of the first. */
    record Part(long first, List<String> lines) {
        static final Part NONE = new Part(0, List.of());
    }

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
                first++;
            }
        }
    }

    /** The last lines, oldest first: at most {@code count}, at most {@code maxBytes} together. */
    Part newest(long count, long maxBytes) {
        List<String> newestFirst = taken(lines.descendingIterator(), count, maxBytes);
        Collections.reverse(newestFirst);
        return new Part(first + lines.size() - newestFirst.size(), newestFirst);
    }

    /** The lines from a number on, or from the oldest that is left of them. */
    Part from(long number, long count, long maxBytes) {
        long start = Math.clamp(number, first, first + lines.size());
        Iterator<String> forwards = lines.stream().skip(start - first).iterator();
        return new Part(start, taken(forwards, count, maxBytes));
    }

    private static List<String> taken(Iterator<String> lines, long count, long maxBytes) {
        List<String> taken = new ArrayList<>();
        long bytes = 0;
        while (lines.hasNext() && taken.size() < count) {
            String line = lines.next();
            bytes += jsonBytes(line);
            if (bytes > maxBytes) {
                break;
            }
            taken.add(line);
        }
        return taken;
    }

    /** At least as many bytes as the line takes in a JSON array. */
    private static long jsonBytes(String line) {
        long bytes = 3; // quotes and comma
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            bytes +=
                    character < ' '
                            ? 6
                            : character == '"' || character == '\\' ? 2 : character < 0x80 ? 1 : 3;
        }
        return bytes;
    }

    /** Number of the line that comes next. */
    long end() {
        return first + lines.size();
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
