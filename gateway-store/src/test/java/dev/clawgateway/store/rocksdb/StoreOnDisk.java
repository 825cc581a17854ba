package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** A store in a folder of its own, and what a test does to its files behind its back. */
final class StoreOnDisk {
    static final int MAX_EVENTS = 50;

    private final Path dataDir;

    StoreOnDisk(Path dataDir) {
        this.dataDir = dataDir;
    }

    static Event event(long sequence) {
        Subject node = new Subject.Node(new NodeId(new UUID(0, 1)));
        return new Event(
                sequence, Instant.EPOCH, Event.Kind.NODE_LOST, node, null, Caller.GATEWAY, null);
    }

    StoreFolder folder() {
        return StoreFolder.under(dataDir);
    }

    RocksStore open() {
        return RocksStore.open(folder(), MAX_EVENTS);
    }

    void put(String key, String value) throws RocksDBException {
        put(key.getBytes(US_ASCII), value.getBytes(US_ASCII));
    }

    void put(byte[] key, byte[] value) throws RocksDBException {
        try (Options options = new Options();
                RocksDB database = RocksDB.open(options, folder().path().toString())) {
            database.put(key, value);
        }
    }

    Path newest(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder().path())) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    static void truncate(Path file, long length) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
        }
    }

    static void flipByte(Path file, long position) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(position);
            int value = open.read();
            open.seek(position);
            open.write(value ^ 0xff);
        }
    }
}
