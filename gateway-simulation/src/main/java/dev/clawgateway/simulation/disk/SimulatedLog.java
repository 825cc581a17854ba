package dev.clawgateway.simulation.disk;

import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.store.layout.EntryWriter;
import dev.clawgateway.store.log.LogCheck;
import dev.clawgateway.store.log.LogScan;
import dev.clawgateway.store.log.NotePlaces;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What was written since a process opened the store, the last of which can go missing; and the note
 * of how far it was acknowledged, which is synced once a second. What was there when it was opened
 * is in tables, which are another matter.
 */
final class SimulatedLog implements EntryWriter {
    private static final long SYNC_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Agenda agenda;
    private final RandomGenerator random;
    private final NavigableMap<byte[], byte[]> entries;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private final Deque<Batch> missing = new ArrayDeque<>();
    private Batch current = new Batch();
    private long tables;
    private byte @Nullable [] note;
    private byte[] syncedNote = new byte[0];
    private NotePlaces places = new NotePlaces();
    private long syncedAt;

    /**
     * An empty one.
     *
     * @param entries what is stored, which this writes
     */
    SimulatedLog(Agenda agenda, RandomGenerator random, NavigableMap<byte[], byte[]> entries) {
        this.agenda = agenda;
        this.random = random;
        this.entries = entries;
    }

    /** What one write put in the place of what; null for nothing. */
    private record Batch(
            NavigableMap<byte[], byte @Nullable []> before,
            NavigableMap<byte[], byte @Nullable []> after) {
        Batch() {
            this(new TreeMap<>(Arrays::compareUnsigned), new TreeMap<>(Arrays::compareUnsigned));
        }
    }

    /** Looks before it opens, as the store does: then all is in tables, and a note begins. */
    void open() {
        LogCheck check = check();
        if (check.endsBeforeNote() && check.lacks(tables)) {
            throw new StoreException(
                    "the store ends before what was acknowledged",
                    null,
                    StoreException.Kind.DAMAGED);
        }
        beginAnew(reaches());
    }

    /** What is there now has nothing to do with what was written before. */
    void beginAnew(long sequence) {
        tables = sequence;
        batches.clear();
        missing.clear();
        note = NotePlaces.begin(sequence).array();
        syncedNote = note.clone();
        places = new NotePlaces();
        syncedAt = agenda.nanos();
    }

    private LogCheck check() {
        OptionalLong noted =
                note == null ? OptionalLong.empty() : NotePlaces.read(ByteBuffer.wrap(note));
        if (batches.isEmpty()) {
            return new LogCheck(noted, List.of());
        }
        LogScan scan = new LogScan(Path.of("1.log"), tables + 1, reaches(), 1, 1, -1);
        return new LogCheck(noted, List.of(scan));
    }

    long reaches() {
        return tables + batches.size();
    }

    @Override
    public void put(byte[] key, byte[] value) {
        remember(key, value);
        entries.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
        remember(key, null);
        entries.remove(key);
    }

    private void remember(byte[] key, byte @Nullable [] value) {
        if (!current.before.containsKey(key)) {
            current.before.put(key, entries.get(key));
        }
        current.after.put(key, value);
    }

    /** What was put and deleted is one write, durable and noted. */
    void written() {
        batches.add(current);
        current = new Batch();
        byte[] file = note;
        if (file != null) {
            if (agenda.nanos() - syncedAt >= SYNC_NANOS) {
                syncedAt = agenda.nanos();
                syncedNote = file.clone();
                places.turn();
            }
            ByteBuffer place = places.place(reaches());
            place.get(file, places.position(), place.remaining());
        }
    }

    /** Of the note any part that was not synced may be gone. */
    void losePower() {
        byte[] file = note;
        if (file != null) {
            boolean torn = random.nextBoolean();
            boolean all = random.nextBoolean();
            for (int i = 0; i < file.length; i++) {
                if (torn ? random.nextBoolean() : all) {
                    file[i] = syncedNote[i];
                }
            }
            syncedNote = file.clone();
        }
    }

    /** Its end goes missing: one write, some, or all. */
    void lose() {
        int most = random.nextBoolean() ? 1 : 1 + random.nextInt(batches.size() + 1);
        for (int i = 0; i < most && !batches.isEmpty(); i++) {
            Batch last = batches.removeLast();
            last.before.forEach(this::set);
            missing.addFirst(last);
        }
    }

    /** What is missing is there again, unless somebody went on without it. */
    void putBack() {
        for (Batch batch : new ArrayList<>(missing)) {
            batch.after.forEach(this::set);
            batches.add(batch);
        }
        missing.clear();
    }

    private void set(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            entries.remove(key);
        } else {
            entries.put(key, value);
        }
    }
}
