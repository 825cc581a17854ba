package dev.clawgateway.server.audit;

import dev.clawgateway.control.operations.access.AuditRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The log, from its newest line backwards, over all of its files, while it is written. A place in
 * it is the first number of a file and where in it a line begins, so it holds when the file is
 * closed. Looks at {@value #MOST_BYTES} bytes for one part.
 */
final class BackwardLog implements AuditRecords {
    static final int MOST_BYTES = 4 << 20;

    private static final int BLOCK = 64 << 10;
    private static final int LONGEST_FIRST_LINE = 64 << 10;
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})");

    /** Lines stand in the order in which they were written; the clock may have been set back. */
    private static final Duration CLOCK_ERROR = Duration.ofHours(1);

    private final Path folder;

    BackwardLog(Path folder) {
        this.folder = folder;
    }

    /** One reading. */
    private static final class Reading {
        private final Wanted wanted;
        private final int limit;
        private final List<String> lines = new ArrayList<>();
        private long left = MOST_BYTES;
        private boolean tooOld;

        Reading(Wanted wanted, int limit) {
            this.wanted = wanted;
            this.limit = limit;
        }

        boolean full() {
            return lines.size() >= limit;
        }

        boolean enough() {
            return full() || left <= 0;
        }

        void look(byte[] bytes) {
            AuditLine line = AuditLine.of(bytes);
            if (line == null) {
                return;
            }
            Instant time = line.time();
            Instant since = wanted.since();
            tooOld = since != null && time != null && time.isBefore(since.minus(CLOCK_ERROR));
            if (wants(wanted, line, time)) {
                lines.add(line.text());
            }
        }
    }

    private static boolean wants(Wanted wanted, AuditLine line, @Nullable Instant time) {
        String who = wanted.who();
        String result = wanted.result();
        return (who == null || line.said("who").equals(who) || line.said("address").equals(who))
                && begins(line.said("operation"), wanted.operation())
                && begins(line.said("id"), wanted.about())
                && (result == null || line.said("result").equals(result.toLowerCase(Locale.ROOT)))
                && (wanted.since() == null || (time != null && !time.isBefore(wanted.since())))
                && (wanted.until() == null || (time != null && time.isBefore(wanted.until())));
    }

    private static boolean begins(String text, @Nullable String start) {
        return start == null || text.startsWith(start);
    }

    @Override
    public Part read(Wanted wanted, @Nullable String after, int limit) throws IOException {
        Reading reading = new Reading(wanted, limit);
        long file = Long.MAX_VALUE;
        long end = Long.MAX_VALUE;
        if (after != null) {
            Matcher place = PLACE.matcher(after);
            if (!place.matches()) {
                throw new IllegalArgumentException(after);
            }
            file = Long.parseLong(place.group(1));
            end = Long.parseLong(place.group(2));
        }
        return read(reading, file, end);
    }

    /** From a place in a file backwards; what is newer than that file is passed over. */
    private Part read(Reading reading, long newest, long place) throws IOException {
        long oldest = Long.MAX_VALUE;
        try (FileChannel current = opened(folder.resolve(FolderOnDisk.CURRENT))) {
            long first = current == null ? Long.MAX_VALUE : first(current);
            if (current != null && first <= newest) {
                long from = backwards(current, first == newest ? place : current.size(), reading);
                if (from > 0) {
                    return part(reading, first, from);
                }
                oldest = first;
            }
        }
        // Listed only now: if the other one was closed meanwhile, it is the same by its number.
        for (long first : new FolderOnDisk(folder).closed().reversed()) {
            if (first > newest || first >= oldest) {
                continue;
            } else if (reading.enough()) {
                return part(reading, first, Long.MAX_VALUE >> 8);
            }
            try (FileChannel closed = opened(FolderOnDisk.closed(folder, first))) {
                if (closed != null) {
                    long end = first == newest ? place : closed.size();
                    long from = backwards(closed, end, reading);
                    if (from > 0) {
                        return part(reading, first, from);
                    }
                }
            }
        }
        return new Part(reading.lines, null);
    }

    private static Part part(Reading reading, long file, long from) {
        return new Part(reading.lines, reading.tooOld ? null : file + "." + from);
    }

    private static @Nullable FileChannel opened(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    /** Number of the first line; that of a file which has none yet is greater than any. */
    private static long first(FileChannel file) throws IOException {
        byte[] start = bytes(file, 0, (int) Math.min(file.size(), LONGEST_FIRST_LINE));
        int end = 0;
        while (end < start.length && start[end] != '\n') {
            end++;
        }
        AuditLine line = AuditLine.of(Arrays.copyOf(start, end));
        return line == null ? Long.MAX_VALUE : line.number();
    }

    /**
     * Looks at whole lines before a place.
     *
     * @return where the last one that was looked at begins
     */
    private static long backwards(FileChannel file, long place, Reading reading)
            throws IOException {
        long end = wholeLines(file, Math.min(place, file.size()));
        long first = end;
        byte[] pending = {};
        long from = end;
        while (end > 0 && !reading.enough() && !reading.tooOld) {
            int length = (int) Math.min(end, BLOCK);
            byte[] block = joined(bytes(file, end - length, length), pending);
            end -= length;
            reading.left -= length;
            int until = block.length;
            for (int newline = lastNewline(block, until - 1);
                    newline >= 0 && !reading.full() && !reading.tooOld;
                    newline = lastNewline(block, until - 1)) {
                reading.look(Arrays.copyOfRange(block, newline + 1, until - 1));
                until = newline + 1;
                from = end + until;
            }
            pending = Arrays.copyOf(block, until);
        }
        if (end == 0 && pending.length > 0 && !reading.full() && !reading.tooOld) {
            reading.look(Arrays.copyOf(pending, pending.length - 1));
            from = 0;
        }
        // What is no log has no lines; whoever goes on is not to come here again.
        return from == first && reading.left <= 0 ? end : from;
    }

    /** Behind the last newline before a place: the end may be a line that is being written. */
    private static long wholeLines(FileChannel file, long place) throws IOException {
        long end = place;
        while (end > 0) {
            int length = (int) Math.min(end, BLOCK);
            int newline = lastNewline(bytes(file, end - length, length), length);
            if (newline >= 0) {
                return end - length + newline + 1;
            }
            end -= length;
        }
        return 0;
    }

    /** Before an index; -1 for none. */
    private static int lastNewline(byte[] bytes, int before) {
        int index = before - 1;
        while (index >= 0 && bytes[index] != '\n') {
            index--;
        }
        return index;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] bytes(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // until all is there
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
