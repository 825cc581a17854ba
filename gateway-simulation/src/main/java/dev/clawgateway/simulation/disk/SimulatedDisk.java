package dev.clawgateway.simulation.disk;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.store.layout.Layout;
import dev.clawgateway.store.layout.RestoredHistory;
import dev.clawgateway.store.layout.SnapshotReader;
import dev.clawgateway.store.layout.StoreKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway's store is on. A batch is written whole or not at all and is synced when its
 * commit returns, as the store promises; so all that a crash can lose is the batch that was being
 * written. How long a commit takes is for whoever takes the store's turns to wait; but in one in
 * which its process dies, others of its threads go on while the disk takes its time.
 *
 * <p>That the end of the log goes missing the store has to notice, by its note.
 */
public final class SimulatedDisk {
    private static final int USUAL_MICROS = 3000;
    private static final int SLOW_MILLIS = 4000;
    private static final int LAST_SYNC_MICROS = 3000;

    private final Agenda agenda;
    private final RandomGenerator random;
    private final int maxEvents;
    private final NavigableMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
    private final RandomGenerator fate;
    private final SimulatedLog log;
    private long slowUntil = Long.MIN_VALUE;
    private long fullUntil = Long.MIN_VALUE;
    private long failingUntil = Long.MIN_VALUE;
    private @Nullable NavigableMap<byte[], byte[]> copy;
    private @Nullable CrashPoint crash;

    /**
     * An empty disk.
     *
     * @param maxEvents that the store keeps
     */
    public SimulatedDisk(Agenda agenda, Dice dice, int maxEvents) {
        this.agenda = agenda;
        this.maxEvents = maxEvents;
        random = dice.stream("disk");
        fate = dice.stream("fate of the log");
        log = new SimulatedLog(agenda, fate, entries);
    }

    /**
     * Opens what is there, for one process.
     *
     * @param alive whether that is
     * @param kill ends it at once
     * @throws StoreException when what was acknowledged is missing
     */
    public Store open(BooleanSupplier alive, Runnable kill) {
        log.open();
        return new Opened(alive, kill);
    }

    /** How long the next commit takes. */
    public Duration latency() {
        return slowUntil > agenda.nanos()
                ? Duration.ofMillis(1 + random.nextInt(SLOW_MILLIS))
                : Duration.ofNanos(1000L * (50 + random.nextInt(USUAL_MICROS)));
    }

    /** Commits take up to seconds. */
    public void slow(Duration length) {
        slowUntil = agenda.nanos() + length.toNanos();
    }

    /** There is no room. */
    public void full(Duration length) {
        fullUntil = agenda.nanos() + length.toNanos();
    }

    /** Commits fail, and whether they landed nobody knows. */
    public void fail(Duration length) {
        failingUntil = agenda.nanos() + length.toNanos();
    }

    /** Its machine loses its power: what is not synced is gone. */
    public void losePower() {
        log.losePower();
    }

    /** The end of the log is missing, until it is {@linkplain #putBack put back}. */
    public void loseLog() {
        log.lose();
    }

    /** What was missing is there again. */
    public void putBack() {
        log.putBack();
    }

    /** The process that commits next dies in it. */
    public void crashAt(CrashPoint point) {
        crash = point;
    }

    /** All is well from now on. */
    public void heal() {
        slowUntil = Long.MIN_VALUE;
        fullUntil = Long.MIN_VALUE;
        failingUntil = Long.MIN_VALUE;
        crash = null;
        putBack();
    }

    /** Puts a copy aside. */
    public void backUp() {
        copy = new TreeMap<>(Arrays::compareUnsigned);
        copy.putAll(entries);
    }

    public boolean backedUp() {
        return copy != null;
    }

    /** The copy takes the place of what is there; whoever wrote here before does so no more. */
    public void restore() {
        if (copy != null) {
            replaceBy(copy);
        }
    }

    /** As a copy does that was restored by the product's own means. */
    public void beginHistory(Instant now) {
        Layout layout = new Layout(maxEvents);
        layout.write(RestoredHistory.beginning(read(layout), "a copy", now), log);
        log.written();
        layout.landed();
    }

    /** Nothing is there any more. */
    public void empty() {
        replaceBy(new TreeMap<>(Arrays::compareUnsigned));
    }

    private void replaceBy(NavigableMap<byte[], byte[]> others) {
        byte[] term = entries.get(StoreKeys.TERM);
        entries.clear();
        entries.putAll(others);
        if (term != null) {
            entries.put(StoreKeys.TERM, term);
        }
        log.beginAnew(log.reaches());
    }

    /** What is there, as an outsider reads it. */
    public Snapshot read() {
        return read(new Layout(maxEvents));
    }

    private Snapshot read(Layout layout) {
        SnapshotReader reader = layout.reader();
        entries.forEach(reader::add);
        return reader.snapshot();
    }

    /** How many bytes are there. */
    public long bytes() {
        return entries.entrySet().stream()
                .mapToLong(e -> e.getKey().length + (long) e.getValue().length)
                .sum();
    }

    private final class Opened implements Store {
        private final Layout layout = new Layout(maxEvents);
        private final BooleanSupplier alive;
        private final Runnable kill;
        private boolean dead;

        Opened(BooleanSupplier alive, Runnable kill) {
            this.alive = alive;
            this.kill = kill;
        }

        @Override
        public Term begin() {
            refuseWhereFull();
            Term next = Layout.term(entries.get(StoreKeys.TERM)).next();
            Layout.write(next, log);
            log.written();
            return next;
        }

        @Override
        public Snapshot load() {
            return read(layout);
        }

        @Override
        public void commit(Term term, List<Change> changes) {
            if (dead) {
                throw new StoreException("a process that is dead wrote", null);
            }
            CrashPoint point = crash;
            crash = null;
            if (point != null) {
                othersGoOn();
            }
            Term current = Layout.term(entries.get(StoreKeys.TERM));
            if (!current.equals(term)) {
                throw StoreException.deposed(term, current);
            }
            refuseWhereFull();
            boolean fails = failingUntil > agenda.nanos();
            if (lands(point, fails)) {
                layout.write(changes, log);
                log.written();
                layout.landed();
            }
            if (point != null) {
                dead = true;
                kill.run();
                throw new StoreException("the process was killed", null);
            } else if (fails) {
                throw new StoreException("the disk failed, as it was told to", null);
            }
        }

        /** Whoever waits for the disk stands still, and the world does not. */
        private void othersGoOn() {
            long deadline = agenda.nanos() + 1000L * (1 + fate.nextInt(LAST_SYNC_MICROS));
            while (alive.getAsBoolean() && agenda.nanos() < deadline && agenda.step()) {
                // each step brings something forward
            }
            if (!alive.getAsBoolean()) {
                dead = true;
                throw new StoreException("the process was killed", null);
            }
        }

        private boolean lands(@Nullable CrashPoint point, boolean fails) {
            return switch (point) {
                case null -> !fails || random.nextBoolean();
                case BEFORE -> false;
                case WITHIN -> random.nextBoolean();
                case AFTER -> true;
            };
        }

        private void refuseWhereFull() {
            if (fullUntil > agenda.nanos()) {
                throw StoreException.full("the disk has no room, as it was told", null);
            }
        }

        @Override
        public void close() {
            dead = true;
        }
    }
}
