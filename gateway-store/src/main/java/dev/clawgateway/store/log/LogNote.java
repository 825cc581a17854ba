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

/**
 * Where it is noted how far a database was acknowledged: the number of its last write that was
 * durable, in a file beside the logs, since a log that was cut short does not know that it was. To
 * write it down costs a write to the page cache; {@link #sync} makes it durable, once in a while.
 * So it is exact when a process dies, and behind by that while when the machine does.
 */
public final class LogNote implements AutoCloseable {
    /** Within the database's folder; nothing of the database has such a name. */
    public static final String FILE = "ACKNOWLEDGED";

    private final FileChannel file;

    /** So that no place is written to once its turn is over. */
    private final Lock turns = new ReentrantLock();

    private final NotePlaces places = new NotePlaces();
    private boolean unsynced;
    private volatile long sequence;

    private LogNote(FileChannel file, long sequence) {
        this.file = file;
        this.sequence = sequence;
    }

    /** What is noted in a folder; empty where there is no note. */
    public static OptionalLong read(Path folder) throws IOException {
        Path path = folder.resolve(FILE);
        if (!Files.exists(path)) {
            return OptionalLong.empty();
        }
        OptionalLong noted = NotePlaces.read(ByteBuffer.wrap(Files.readAllBytes(path)));
        if (noted.isEmpty()) {
            throw new IOException(FILE + " holds no note");
        }
        return noted;
    }

    /** Begins a note, in place of any that there is. */
    public static LogNote begin(Path folder, long sequence) throws IOException {
        Path path = folder.resolve(FILE);
        Path made = folder.resolve(FILE + ".new");
        Files.deleteIfExists(made);
        ByteBuffer bytes = NotePlaces.begin(sequence);
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
        return new LogNote(FileChannel.open(path, StandardOpenOption.WRITE), sequence);
    }

    /** So far it is durable. */
    public void write(long acknowledged) throws IOException {
        turns.lock();
        try {
            ByteBuffer place = places.place(acknowledged);
            while (place.hasRemaining()) {
                file.write(place, (long) places.position() + place.position());
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
            places.turn();
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
}
