package dev.clawgateway.scheduler.queue.explain;

import dev.clawgateway.core.placement.HoldUp;
import dev.clawgateway.core.placement.WaitingCounts;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.search.Refusals;
import dev.clawgateway.scheduler.queue.Hold;
import dev.clawgateway.scheduler.queue.Lane;
import dev.clawgateway.scheduler.queue.LaneRefusal;
import dev.clawgateway.scheduler.queue.Line;
import dev.clawgateway.scheduler.queue.Queues;
import dev.clawgateway.scheduler.queue.Reservations;
import dev.clawgateway.scheduler.queue.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts who waits for what, lane by lane. Why nodes refuse a lane is found by a look at every
 * node; there may be ten thousand different lanes and a hundred thousand nodes, so each count looks
 * at some of them, those first that were not looked at for longest, and remembers what it found.
 */
public final class Census {
    /** Looks at nodes in one count: about three milliseconds. One lane's are always looked at. */
    static final int MAX_LOOKS = 50_000;

    private final Fleet fleet;
    private final Queues queues;
    private final Reservations reservations;
    private final Explainer explainer;
    private long count;

    public Census(Fleet fleet, Queues queues, Reservations reservations, Explainer explainer) {
        this.fleet = fleet;
        this.queues = queues;
        this.reservations = reservations;
        this.explainer = explainer;
    }

    /**
     * Counts them now.
     *
     * @param nominated who waits until those who were told to stop for them are gone
     */
    public WaitingCounts count(List<Waiting> nominated, boolean serving, Moment now) {
        count++;
        Tally tally = new Tally();
        HoldUp forNominated = serving ? HoldUp.PREEMPTION : HoldUp.MAINTENANCE;
        nominated.forEach(waiting -> tally.add(forNominated, members(waiting.lane)));
        List<Lane> refused = new ArrayList<>();
        for (Line line : queues.lines()) {
            for (Lane lane : line.lanes()) {
                HoldUp heldUp = heldUp(lane, serving, now);
                if (heldUp == null) {
                    refused.add(lane);
                } else {
                    tally.add(heldUp, lane.entries.size() * members(lane));
                }
            }
        }
        examine(refused, now);
        Map<Lane, Integer> reserved = reserved();
        for (Lane lane : refused) {
            int aside = reserved.getOrDefault(lane, 0);
            tally.add(HoldUp.RESERVATION, aside * members(lane));
            add(tally, lane, (lane.entries.size() - aside) * members(lane));
        }
        return tally.counts();
    }

    /** In the order in which an explanation names them. */
    private static @Nullable HoldUp heldUp(Lane lane, boolean serving, Moment now) {
        if (!serving) {
            return HoldUp.MAINTENANCE;
        } else if (lane.early(now.wall())) {
            return HoldUp.NOT_BEFORE;
        }
        return lane.limitedBy == null ? null : HoldUp.LIMIT;
    }

    private static void add(Tally tally, Lane lane, int workloads) {
        LaneRefusal found = lane.refused;
        if (found.count() == 0) {
            tally.add(HoldUp.UNEXAMINED, workloads);
        } else if (found.reason() == null) {
            tally.add(HoldUp.NEVER_HERE, workloads);
        } else {
            tally.add(found.reason(), workloads);
        }
    }

    /** Looks at as many lanes as it may. */
    private void examine(List<Lane> lanes, Moment now) {
        List<Lane> oldestFirst = new ArrayList<>(lanes);
        oldestFirst.sort(Comparator.comparingLong(lane -> lane.refused.count()));
        Map<Shape, Refusals> byShape = new HashMap<>();
        long looks = 0;
        for (Lane lane : oldestFirst) {
            if (looks >= MAX_LOOKS) {
                break;
            }
            Refusals refusals = byShape.get(lane.shape);
            if (refusals == null) {
                refusals = fleet.refusals().once(lane.shape);
                byShape.put(lane.shape, refusals);
                looks += refusals.nodes();
            }
            // Whether a gang would fit into the empty fleet takes a look at every node again.
            looks += lane.sample.minMembers() > 1 ? refusals.nodes() : 0;
            lane.refused = new LaneRefusal(count, explainer.refusal(lane, refusals, now));
        }
    }

    /** Requests in a lane that have a reservation. */
    private Map<Lane, Integer> reserved() {
        Map<Lane, Integer> reserved = new HashMap<>();
        for (Hold hold : reservations.all()) {
            reserved.merge(hold.beneficiary.lane, 1, Integer::sum);
        }
        return reserved;
    }

    /** All requests of a lane have as many. */
    private static int members(Lane lane) {
        return lane.sample.members().size();
    }
}
