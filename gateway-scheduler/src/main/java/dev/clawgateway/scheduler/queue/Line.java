package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.quota.Cluster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One virtual cluster: its queue, by priority and then age, and who of it may be stopped. */
final class Line {
    final Cluster cluster;
    private final Map<LaneKey, Lane> lanes = new HashMap<>();
    private final TreeSet<Lane> ready = new TreeSet<>(Lane.BY_FIRST);
    private final List<Lane> blocked = new ArrayList<>();
    private boolean positionsStale = true;

    /** Workloads of this cluster that hold devices and may lose them, cheapest first. */
    final TreeSet<Running> victims = new TreeSet<>(Running.CHEAPEST_FIRST);

    Line(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Enters a request; its lane becomes ready if it is new. */
    Waiting add(PendingWorkload pending, long arrival, Fleet fleet) {
        LaneKey key = LaneKey.of(pending);
        Lane lane = lanes.get(key);
        if (lane == null) {
            lane =
                    new Lane(
                            key,
                            this,
                            pending,
                            fleet.shape(KnownPolicy.of(pending.spec(), fleet.policies())));
            lanes.put(key, lane);
        }
        Waiting waiting = new Waiting(pending, lane, arrival);
        put(waiting);
        return waiting;
    }

    /** Puts a request back where it was. */
    void put(Waiting waiting) {
        Lane lane = lanes.computeIfAbsent(waiting.lane.key, _ -> waiting.lane);
        waiting.lane = lane;
        boolean listed = lane.block == Lane.Block.NONE;
        if (lane.entries.isEmpty()) {
            lane.entries.add(waiting);
            lane.block = Lane.Block.NONE;
            ready.add(lane);
            cluster.waiting(1);
        } else if (listed && Waiting.BY_AGE.compare(waiting, lane.entries.first()) < 0) {
            ready.remove(lane);
            lane.entries.add(waiting);
            ready.add(lane);
        } else {
            lane.entries.add(waiting);
        }
        positionsStale = true;
    }

    /** Takes a request out. */
    void remove(Waiting waiting) {
        Lane lane = waiting.lane;
        positionsStale = true;
        if (lane.block != Lane.Block.NONE) {
            lane.entries.remove(waiting);
            if (lane.entries.isEmpty()) {
                blocked.remove(lane);
                lanes.remove(lane.key);
            }
            return;
        }
        boolean first = lane.entries.first() == waiting;
        if (first) {
            ready.remove(lane);
        }
        lane.entries.remove(waiting);
        if (lane.entries.isEmpty()) {
            lanes.remove(lane.key);
            cluster.waiting(-1);
        } else if (first) {
            ready.add(lane);
        }
    }

    /** The lane whose first request goes next; null when all are blocked. */
    @Nullable Lane next() {
        return ready.isEmpty() ? null : ready.first();
    }

    /** Sets a ready lane aside. */
    void block(Lane lane, Lane.Block why) {
        ready.remove(lane);
        lane.block = why;
        blocked.add(lane);
        cluster.waiting(-1);
    }

    /**
     * Makes lanes ready again: those whose time has come, those for whom something changed in the
     * fleet, and, when a limit may have room again, those that waited for it.
     */
    void wake(boolean all, boolean room, Fleet fleet, Instant now) {
        for (int i = blocked.size() - 1; i >= 0; i--) {
            Lane lane = blocked.get(i);
            Instant due = lane.wakeAt;
            boolean wakes =
                    all
                            || (due != null && !due.isAfter(now))
                            || (lane.block == Lane.Block.LIMIT && room)
                            || (lane.block == Lane.Block.CAPACITY
                                    && fleet.hint(lane.shape) != lane.hint);
            if (wakes) {
                Lane last = blocked.removeLast();
                if (last != lane) {
                    blocked.set(i, last);
                }
                lane.block = Lane.Block.NONE;
                lane.wakeAt = null;
                lane.limitedBy = null;
                ready.add(lane);
                cluster.waiting(1);
            }
        }
    }

    /** The first request that was found not to fit; null for none. */
    @Nullable Waiting firstWithoutCapacity() {
        Waiting first = null;
        for (Lane lane : blocked) {
            Waiting candidate = lane.entries.first();
            if (lane.block == Lane.Block.CAPACITY
                    && (first == null || Waiting.BY_RANK.compare(candidate, first) < 0)) {
                first = candidate;
            }
        }
        return first;
    }

    /** Works out every request's place in the queue, unless nothing changed. */
    void positions() {
        if (!positionsStale) {
            return;
        }
        List<Waiting> all = new ArrayList<>();
        lanes.values().forEach(lane -> all.addAll(lane.entries));
        all.sort(Waiting.BY_RANK);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).position = i + 1;
        }
        positionsStale = false;
    }
}
