package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.quota.Cluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One virtual cluster: its queue, by priority and then age, and who of it may be stopped. */
public final class Line {
    public final Cluster cluster;
    private final Alarms alarms;
    private final Map<LaneKey, Lane> lanes = new HashMap<>();
    private final TreeSet<Lane> ready = new TreeSet<>(Lane.BY_FIRST);
    private final Map<Parked.Key, Parked> parked = new LinkedHashMap<>();

    /** Those of the parked whose lanes are being looked at again. */
    private final List<Parked> open = new ArrayList<>();

    private boolean takesTurns;
    private boolean positionsStale = true;

    /** Workloads of this cluster that hold devices and may lose them, cheapest first. */
    public final TreeSet<Running> victims = new TreeSet<>(Running.CHEAPEST_FIRST);

    Line(Cluster cluster, Alarms alarms) {
        this.cluster = cluster;
        this.alarms = alarms;
    }

    /** Enters a request; its lane becomes ready if it is new. */
    Waiting add(PendingWorkload pending, long arrival, Fleet fleet) {
        LaneKey key = LaneKey.of(pending);
        Lane lane = lanes.get(key);
        if (lane == null) {
            Shape shape =
                    fleet.shapes()
                            .intern(KnownPolicy.of(pending.spec(), fleet.shapes().policies()));
            lane = new Lane(key, this, pending, shape, fleet.chances().gpusOf(shape), arrival);
            lanes.put(key, lane);
        }
        Waiting waiting = new Waiting(pending, lane, arrival);
        put(waiting);
        return waiting;
    }

    /** Puts a request back where it was. */
    public void put(Waiting waiting) {
        Lane lane = lanes.computeIfAbsent(waiting.lane.key, _ -> waiting.lane);
        waiting.lane = lane;
        boolean first =
                lane.entries.isEmpty() || Waiting.BY_AGE.compare(waiting, lane.entries.first()) < 0;
        if (first) {
            takeOut(lane);
        }
        lane.entries.add(waiting);
        if (first) {
            putIn(lane);
        }
        if (first && lane.parked != null) {
            lane.parked.restart();
        }
        positionsStale = true;
    }

    /** Takes a request out. */
    public void remove(Waiting waiting) {
        Lane lane = waiting.lane;
        boolean first = lane.entries.first() == waiting;
        if (first) {
            takeOut(lane);
        }
        lane.entries.remove(waiting);
        if (lane.entries.isEmpty()) {
            setFree(lane);
            lanes.remove(lane.key);
        } else if (first) {
            putIn(lane);
        }
        positionsStale = true;
    }

    /** Takes a lane out of its order while its first request changes. */
    private void takeOut(Lane lane) {
        Parked group = lane.parked;
        if (lane.entries.isEmpty()) {
            return;
        } else if (group == null) {
            ready.remove(lane);
        } else {
            group.remove(lane);
        }
        takeTurns();
    }

    private void putIn(Lane lane) {
        Parked group = lane.parked;
        if (group == null) {
            ready.add(lane);
        } else {
            group.add(lane);
        }
        takeTurns();
    }

    /** The lane whose first request goes next; null when none may start. */
    public @Nullable Lane next(Prospects prospects) {
        Lane next = ready.isEmpty() ? null : ready.first();
        for (int i = open.size() - 1; i >= 0; i--) {
            Lane candidate = open.get(i).next(prospects);
            if (candidate == null) {
                open.remove(i);
            } else if (next == null || Lane.BY_FIRST.compare(candidate, next) < 0) {
                next = candidate;
            }
        }
        if (next != null && next.parked != null) {
            wake(next);
        }
        takeTurns();
        return next;
    }

    /** Sets a ready lane aside until something happens that may help it, or its time comes. */
    public void park(Lane lane, Lane.Block why, @Nullable Cluster limitedBy, Prospects prospects) {
        takeOut(lane);
        lane.block = why;
        Parked.Key key = new Parked.Key(why, lane.gpus, lane.priority, limitedBy);
        Parked group = parked.computeIfAbsent(key, _ -> new Parked(key, this, prospects));
        lane.parked = group;
        lane.since = prospects.moment(lane);
        lane.sinceRefunds = prospects.refunds(group);
        putIn(lane);
        alarms.set(lane);
    }

    /** Makes a lane ready that was set aside. */
    void wake(Lane lane) {
        takeOut(lane);
        setFree(lane);
        putIn(lane);
    }

    /** A lane that was taken out is set aside no longer. */
    private void setFree(Lane lane) {
        Parked group = lane.parked;
        alarms.cancel(lane);
        lane.wake();
        if (group != null && group.isEmpty()) {
            parked.remove(group.key);
            open.remove(group);
            takeTurns();
        }
    }

    /** Makes all lanes ready. */
    void wakeAll() {
        List<Lane> all = new ArrayList<>();
        parked.values().forEach(group -> group.lanes().forEach(all::add));
        all.forEach(this::wake);
    }

    /** Begins to look again at those for whom something happened that may help. */
    void reopen(Prospects prospects) {
        for (Parked group : parked.values()) {
            if (!group.open() && group.reopen(prospects)) {
                open.add(group);
            }
        }
        takeTurns();
    }

    private void takeTurns() {
        boolean any = !ready.isEmpty() || !open.isEmpty();
        if (any != takesTurns) {
            takesTurns = any;
            cluster.waiting(any ? 1 : -1);
        }
    }

    /** All that wait, set aside or not. */
    public Collection<Lane> lanes() {
        return lanes.values();
    }

    /** Groups of lanes that were set aside. */
    Collection<Parked> parked() {
        return parked.values();
    }

    /** Works out every request's place in the queue, unless nothing changed. */
    public void positions() {
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
