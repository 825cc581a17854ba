package dev.clawgateway.simulation.kernel;

import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.util.Arrays;

/**
 * Everything that will happen in a world, in the order of its time. What is due at one instant runs
 * in an order drawn from the seed, but what one {@linkplain #at lane} has due at it runs as it was
 * entered. For one thread. A binary heap whose entries know their place, so that what is taken back
 * leaves at once.
 */
public final class Agenda implements Timers {
    /** Not zero: no one may take the first instant for "never". */
    public static final long BEGINNING = 1_000_000_000_000L;

    private final long seed;
    private final Entry nothing = new Entry(Long.MAX_VALUE, 0, 0, () -> {});
    private Entry[] heap = new Entry[256];
    private int size;
    private long nanos = BEGINNING;
    private long entered;
    private long done;

    /** An agenda without anything on it. */
    public Agenda(Dice dice) {
        seed = dice.stream("agenda").nextLong();
    }

    /** The world's time. Only differences mean anything. */
    public long nanos() {
        return nanos;
    }

    /** How long this world has been there. */
    public Duration age() {
        return Duration.ofNanos(nanos - BEGINNING);
    }

    /** How many entries were done, to see a world that does not come to rest. */
    public long done() {
        return done;
    }

    /** How many entries are still to come. */
    public int size() {
        return size;
    }

    @Override
    public Timer after(Duration delay, Runnable what) {
        return enter(nanos + Math.max(0, delay.toNanos()), entered, what);
    }

    /**
     * Enters what is to be done at a time, by a lane.
     *
     * @param lane whose entries of one instant keep their order
     */
    Timer at(long when, long lane, Runnable what) {
        return enter(Math.max(nanos, when), lane, what);
    }

    private Entry enter(long when, long lane, Runnable what) {
        Entry entry = new Entry(when, Dice.mixed(seed ^ when, lane), entered++, what);
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        size++;
        rise(entry, size - 1);
        return entry;
    }

    /** Does what is due next; false when there is nothing left. */
    public boolean step() {
        if (size == 0) {
            return false;
        }
        Entry next = heap[0];
        remove(next);
        nanos = next.when;
        done++;
        next.what.run();
        return true;
    }

    /** Does all that is due by a time, which then is now. */
    public void runUntil(long when) {
        while (size > 0 && heap[0].when <= when) {
            step();
        }
        nanos = Math.max(nanos, when);
    }

    /** The same for some time from now. */
    public void pass(Duration duration) {
        runUntil(nanos + duration.toNanos());
    }

    private void remove(Entry entry) {
        int place = entry.place;
        size--;
        Entry last = heap[size];
        heap[size] = nothing;
        entry.place = -1;
        if (last != entry) {
            if (place > 0 && last.before(heap[(place - 1) / 2])) {
                rise(last, place);
            } else {
                sink(last, place);
            }
        }
    }

    private void rise(Entry entry, int from) {
        int place = from;
        while (place > 0) {
            Entry parent = heap[(place - 1) / 2];
            if (!entry.before(parent)) {
                break;
            }
            put(parent, place);
            place = (place - 1) / 2;
        }
        put(entry, place);
    }

    private void sink(Entry entry, int from) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && heap[child + 1].before(heap[child])) {
                child++;
            }
            if (!heap[child].before(entry)) {
                break;
            }
            put(heap[child], place);
            place = child;
        }
        put(entry, place);
    }

    private void put(Entry entry, int place) {
        heap[place] = entry;
        entry.place = place;
    }

    private final class Entry implements Timer {
        private final long when;
        private final long tie;
        private final long number;
        private final Runnable what;
        private int place;

        Entry(long when, long tie, long number, Runnable what) {
            this.when = when;
            this.tie = tie;
            this.number = number;
            this.what = what;
        }

        boolean before(Entry other) {
            if (when != other.when) {
                return when < other.when;
            }
            return tie != other.tie ? tie < other.tie : number < other.number;
        }

        @Override
        public void cancel() {
            if (place >= 0) {
                remove(this);
            }
        }
    }
}
