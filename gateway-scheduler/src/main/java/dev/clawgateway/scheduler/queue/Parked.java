package dev.clawgateway.scheduler.queue;

import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.quota.Cluster;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lanes of one virtual cluster that were set aside alike: for the same reason, with the same
 * priority, asking for the same GPUs. When something happened that may help they are looked at
 * again in their order, one by one, and only until it is used up: so ten thousand different
 * requests cost little more than those that can start.
 */
final class Parked {
    /**
     * What its lanes have in common.
     *
     * @param gpus the fleet's number for a shape that asks for their GPUs alone
     * @param limitedBy the virtual cluster whose limit is in the way; null when none is
     */
    record Key(Lane.Block why, Shape gpus, int priority, @Nullable Cluster limitedBy) {}

    final Key key;
    final Line line;
    private final TreeMap<Waiting, Lane> lanes = new TreeMap<>(Waiting.BY_AGE);

    /** Whatever happened before this moment helps none of them. */
    long since;

    /** The same of what was given back under its limit; counts for {@link Lane.Block#EITHER}. */
    long sinceRefunds;

    private boolean open;

    /** The lane looked at last, by its first request; null before the first. */
    private @Nullable Waiting seen;

    Parked(Key key, Line line, Prospects prospects) {
        this.key = key;
        this.line = line;
        this.since = prospects.moment(this);
        this.sinceRefunds = prospects.refunds(this);
    }

    void add(Lane lane) {
        lanes.put(lane.entries.first(), lane);
    }

    /** Begins anew: a lane that was not looked at may have come to stand before those that were. */
    void restart() {
        seen = null;
    }

    void remove(Lane lane) {
        lanes.remove(lane.entries.first());
    }

    boolean isEmpty() {
        return lanes.isEmpty();
    }

    /** The oldest first request of a lane that passes; null for none. */
    @Nullable Waiting first(Predicate<Waiting> wanted) {
        for (Waiting waiting : lanes.keySet()) {
            if (wanted.test(waiting)) {
                return waiting;
            }
        }
        return null;
    }

    Iterable<Lane> lanes() {
        return lanes.values();
    }

    /** Whether its lanes are being looked at again. */
    boolean open() {
        return open;
    }

    /** Begins to look at its lanes if something may help one; whether they are being looked at. */
    boolean reopen(Prospects prospects) {
        open = open || prospects.better(this);
        return open;
    }

    /** The next lane that may be helped by what happened; null, and closed, when there is none. */
    @Nullable Lane next(Prospects prospects) {
        if (open && prospects.better(this)) {
            for (Map.Entry<Waiting, Lane> entry = after(seen);
                    entry != null;
                    entry = after(entry.getKey())) {
                Lane lane = entry.getValue();
                if (prospects.better(lane)) {
                    return lane;
                }
                lane.since = prospects.moment(lane);
                lane.sinceRefunds = prospects.refunds(this);
                seen = entry.getKey();
            }
        }
        open = false;
        seen = null;
        since = prospects.moment(this);
        sinceRefunds = prospects.refunds(this);
        return null;
    }

    private Map.@Nullable Entry<Waiting, Lane> after(@Nullable Waiting waiting) {
        return waiting == null ? lanes.firstEntry() : lanes.higherEntry(waiting);
    }
}
