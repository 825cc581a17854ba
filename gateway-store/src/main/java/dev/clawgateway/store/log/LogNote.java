package dev.clawgateway.store.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;

/**
 * Where it is noted how far a database was acknowledged: the number of its last write that was
 * durable, in a file beside the logs, since a log that was cut short does not know that it was. To
 * write it down costs a write to the page cache; {@link #sync} makes it durable, once in a while.
 * So it is exact when a process dies, and behind by that while when the machine does.
 *
 * <p>There are three places, each in a page of its own. One is written to; while another is being
 * synced, the third holds what was synced before: whatever a loss of power does to those two, that
 * one is whole.
 */
public final class LogNote implements AutoCloseable {
    /** Within the database's folder; nothing of the database has such a name. */
    public static final String FILE = "ACKNOWLEDGED";

    private static final long MAGIC = 0x636c61776e6f7465L; // "clawnote"
    private static final int PAGE = 4096;
    private static final int PLACES = 3;
    private static final int LENGTH = 3 * Long.BYTES + Integer.BYTES;

    private final FileChannel file;

    /** So that no place is written to once its turn is over. */
    private final Lock turns = new ReentrantLock();

    private long turn;
    private boolean unsynced;
    private volatile long sequence;

    private LogNote(FileChannel file, long turn, long sequence) {
        this.file = file;
        this.turn = turn;
        this.sequence = sequence;
    }

    /** What is noted in a folder; empty where there is no note. */
    public static OptionalLong read(Path folder) throws IOException {
        Path path = folder.resolve(FILE);
        return Files.exists(path)
                ? OptionalLong.of(best(ByteBuffer.wrap(Files.readAllBytes(path))).sequence)
                : OptionalLong.empty();
    }

    /** Begins a note, in place of any that there is. */
    public static LogNote begin(Path folder, long sequence) throws IOException {
        Path path = folder.resolve(FILE);
        Path made = folder.resolve(FILE + ".new");
        Files.deleteIfExists(made);
        ByteBuffer bytes = ByteBuffer.allocate(PLACES * PAGE);
        bytes.put(position(1), place(1, sequence), 0, LENGTH);
        try (FileChannel file =
                FileChannel.open(
                        made,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel parent = FileChannel.open(folder)) {
            parent.force(true);
        }
        return new LogNote(FileChannel.open(path, StandardOpenOption.WRITE), 2, sequence);
    }

    /** So far it is durable. */
    public void write(long acknowledged) throws IOException {
        turns.lock();
        try {
            ByteBuffer place = place(turn, acknowledged);
            while (place.hasRemaining()) {
                file.write(place, (long) position(turn) + place.position());
            }
            unsynced = true;
        } finally {
            turns.unlock();
        }
        sequence = acknowledged;
    }

    /** What was written down last. */
    public long sequence() {
        return sequence;
    }

    /** Makes it durable, while another place is written to. By one thread at a time. */
    public void sync() throws IOException {
        turns.lock();
        try {
            if (!unsynced) {
                return;
            }
            unsynced = false;
            turn++;
        } finally {
            turns.unlock();
        }
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        try (file) {
            sync();
        }
    }

    private static int position(long turn) {
        return (int) (turn % PLACES) * PAGE;
    }

    private static ByteBuffer place(long turn, long sequence) {
        ByteBuffer place =
                ByteBuffer.allocate(LENGTH).putLong(MAGIC).putLong(turn).putLong(sequence);
        return place.putInt(checksum(place)).flip();
    }

    private static int checksum(ByteBuffer place) {
        CRC32C sum = new CRC32C();
        sum.update(place.duplicate().position(0).limit(3 * Long.BYTES));
        return (int) sum.getValue();
    }

    private record Place(long turn, long sequence) {}

    private static Place best(ByteBuffer file) throws IOException {
        Place best = null;
        for (int at = 0; at + LENGTH <= file.limit(); at += PAGE) {
            ByteBuffer bytes = file.slice(at, LENGTH);
            Place place = new Place(bytes.getLong(8), bytes.getLong(16));
            if (bytes.getLong(0) == MAGIC
                    && bytes.getInt(24) == checksum(bytes)
                    && (best == null || place.turn > best.turn)) {
                best = place;
            }
        }
        if (best == null) {
            throw new IOException(FILE + " holds no note");
        }
        return best;
    }
}
