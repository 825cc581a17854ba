package dev.clawgateway.server.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Looks where a file of the log ends. */
final class LastLine {
    /** Far longer than any line. */
    private static final int MOST = 1 << 20;

    private LastLine() {}

    /**
     * Takes a torn line away: nobody was answered by it.
     *
     * @return null where there is no whole line
     */
    static LineFolder.@Nullable Tail of(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            byte[] end = read(channel, Math.max(0, size - MOST), (int) Math.min(size, MOST));
            int newline = lastNewline(end, end.length);
            long torn = end.length - newline - 1L;
            if (torn > 0) {
                channel.truncate(size - torn);
            }
            if (newline < 0) {
                return null;
            }
            byte[] line = Arrays.copyOfRange(end, lastNewline(end, newline) + 1, newline);
            ReadLine last = ReadLine.of(line);
            if (last == null) {
                throw new IOException("the last line of " + file + " is no line of an audit log");
            }
            return new LineFolder.Tail(last.link(), first(channel, last), torn);
        }
    }

    private static long first(FileChannel channel, ReadLine last) throws IOException {
        byte[] start = read(channel, 0, (int) Math.min(channel.size(), MOST));
        int newline = 0;
        while (newline < start.length && start[newline] != '\n') {
            newline++;
        }
        ReadLine first = ReadLine.of(Arrays.copyOf(start, newline));
        return first == null ? last.number() : first.number();
    }

    private static byte[] read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                break;
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Before an index; -1 for none. */
    private static int lastNewline(byte[] bytes, int before) {
        int index = before - 1;
        while (index >= 0 && bytes[index] != '\n') {
            index--;
        }
        return index;
    }
}
