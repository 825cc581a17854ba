package dev.clawgateway.store.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one write-ahead log holds.
 *
 * @param firstSequence of its first write; 0 where it holds none
 * @param lastSequence of its last write that is whole; 0 where it holds none
 * @param whole bytes up to the end of that
 * @param size bytes of the file
 * @param damagedAt where bytes were changed that others follow; -1 where none were
 */
public record LogScan(
        Path file, long firstSequence, long lastSequence, long whole, long size, long damagedAt) {
    /** Sequence and count. */
    private static final int BATCH_HEAD = 12;

    /** Whether any write that was begun is not whole. */
    public boolean torn() {
        return whole < size;
    }

    public boolean damaged() {
        return damagedAt >= 0;
    }

    /** The logs of a database, the oldest first. */
    public static List<LogScan> of(Path folder) throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.list(folder)) {
            logs =
                    files.filter(file -> file.getFileName().toString().matches("\\d+\\.log"))
                            .sorted(Comparator.comparingLong(LogScan::number))
                            .toList();
        }
        try {
            return logs.stream().map(LogScan::read).toList();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static long number(Path log) {
        String name = log.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    private static LogScan read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return new Reading(file, new LogRecords(bytes)).scan();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Reading {
        private final Path file;
        private final LogRecords log;
        private long first;
        private long last;
        private int whole;

        /** Of the batch that is being read; null between two. */
        private @Nullable ByteBuffer head;

        Reading(Path file, LogRecords log) {
            this.file = file;
            this.log = log;
        }

        LogScan scan() {
            int position = log.next(0);
            LogRecords.Piece piece = log.at(position);
            while (piece != null && take(piece)) {
                position = log.next(piece.end());
                piece = log.at(position);
            }
            boolean rest = log.written(position);
            boolean damaged = rest && log.anotherBeginsAfter(position);
            // Room that was made for more and never written to is no write.
            boolean torn = rest || head != null;
            return new LogScan(
                    file,
                    first,
                    last,
                    torn ? whole : log.size(),
                    log.size(),
                    damaged ? position : -1);
        }

        /** Whether it belongs where it is. */
        private boolean take(LogRecords.Piece piece) {
            ByteBuffer begun = head;
            switch (piece.part()) {
                case WHOLE -> {
                    begin(piece);
                    end();
                    whole = piece.end();
                }
                case FIRST -> begin(piece);
                case MIDDLE, LAST -> {
                    if (begun == null) {
                        return false;
                    }
                    more(begun, piece);
                    if (piece.part() == LogRecords.Part.LAST) {
                        end();
                        whole = piece.end();
                    }
                }
                case NONE -> {
                    if (begun == null) {
                        whole = piece.end();
                    }
                }
            }
            return true;
        }

        private void begin(LogRecords.Piece piece) {
            ByteBuffer start = ByteBuffer.allocate(BATCH_HEAD).order(ByteOrder.LITTLE_ENDIAN);
            head = start;
            more(start, piece);
        }

        private void more(ByteBuffer start, LogRecords.Piece piece) {
            ByteBuffer data = log.data(piece);
            start.put(data.limit(data.position() + Math.min(start.remaining(), data.remaining())));
        }

        private void end() {
            ByteBuffer start = head;
            head = null;
            if (start == null || start.hasRemaining()) {
                return;
            }
            long sequence = start.getLong(0);
            long count = Integer.toUnsignedLong(start.getInt(8));
            if (count > 0) {
                first = first == 0 ? sequence : first;
                last = Math.max(last, sequence + count - 1);
            }
        }
    }
}
