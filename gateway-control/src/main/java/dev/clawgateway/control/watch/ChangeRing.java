package dev.clawgateway.control.watch;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest changes of one reign. Written by one thread, read by all without a lock: a reader sees
 * at each place that it is the one it wanted, or that it was too slow.
 */
final class ChangeRing {
    private final AtomicReferenceArray<@Nullable Entry> places;
    private volatile Head head;

    /** Greatest revision of what was overwritten; at first the one that the reign began with. */
    private volatile long lost;

    private long count;

    private record Entry(long index, Changed changed) {}

    /**
     * How far it may be read.
     *
     * @param count of the changes so far
     * @param revision of the newest command, of which nothing need have been kept
     */
    record Head(long count, long revision) {}

    ChangeRing(int capacity, long lost, long revision) {
        places = new AtomicReferenceArray<>(capacity);
        this.lost = lost;
        head = new Head(0, revision);
    }

    void add(Changed changed) {
        int place = (int) (count % places.length());
        Entry overwritten = places.getPlain(place);
        if (overwritten != null) {
            lost = overwritten.changed().revision(); // seen before the place is
        }
        places.setRelease(place, new Entry(count, changed));
        count++;
    }

    /** Lets readers have what was added. */
    void show(long revision) {
        head = new Head(count, revision);
    }

    Head head() {
        return head;
    }

    /** Null for one that is overwritten. */
    @Nullable Changed at(long index) {
        Entry entry = places.getAcquire((int) (index % places.length()));
        return entry != null && entry.index() == index ? entry.changed() : null;
    }

    /**
     * Where to begin for whoever has seen everything up to a revision, and of that one perhaps only
     * a part. Empty places come back as -1: it was not kept all.
     */
    long begin(long revision) {
        Head now = head;
        long low = Math.max(0, now.count() - places.length());
        long high = now.count();
        while (low < high) {
            long middle = (low + high) / 2;
            Changed changed = at(middle);
            if (changed == null || changed.revision() < revision) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return lost >= revision ? -1 : low;
    }
}
