package dev.clawgateway.scheduler.queue.explain;

import dev.clawgateway.core.placement.HoldUp;
import dev.clawgateway.core.placement.WaitingCounts;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.search.RefusalSummary;
import dev.clawgateway.scheduler.queue.Cohort;
import dev.clawgateway.scheduler.queue.CohortRefusal;
import dev.clawgateway.scheduler.queue.Hold;
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
 * Counts who waits for what, cohort by cohort. Why nodes refuse a cohort is found by a look at
 * every node; there may be ten thousand different cohorts and a hundred thousand nodes, so each
 * count looks at some of them, those first that were not looked at for longest, and remembers what
 * it found.
 */
public final class Census {
    /** Looks at nodes in one count: about three milliseconds. One cohort's are always looked at. */
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
        nominated.forEach(waiting -> tally.add(forNominated, members(waiting.cohort)));
        List<Cohort> refused = new ArrayList<>();
        for (Line line : queues.lines()) {
            for (Cohort cohort : line.cohorts()) {
                HoldUp heldUp = heldUp(cohort, serving, now);
                if (heldUp == null) {
                    refused.add(cohort);
                } else {
                    tally.add(heldUp, cohort.entries.size() * members(cohort));
                }
            }
        }
        examine(refused, now);
        Map<Cohort, Integer> reserved = reserved();
        for (Cohort cohort : refused) {
            int aside = reserved.getOrDefault(cohort, 0);
            tally.add(HoldUp.RESERVATION, aside * members(cohort));
            add(tally, cohort, (cohort.entries.size() - aside) * members(cohort));
        }
        return tally.counts();
    }

    /** In the order in which an explanation names them. */
    private static @Nullable HoldUp heldUp(Cohort cohort, boolean serving, Moment now) {
        if (!serving) {
            return HoldUp.MAINTENANCE;
        } else if (cohort.early(now.wall())) {
            return HoldUp.NOT_BEFORE;
        }
        return cohort.limitedBy == null ? null : HoldUp.LIMIT;
    }

    private static void add(Tally tally, Cohort cohort, int workloads) {
        CohortRefusal found = cohort.refused;
        if (found.count() == 0) {
            tally.add(HoldUp.UNEXAMINED, workloads);
        } else if (found.reason() == null) {
            tally.add(HoldUp.NEVER_HERE, workloads);
        } else {
            tally.add(found.reason(), workloads);
        }
    }

    /** Looks at as many cohorts as it may. */
    private void examine(List<Cohort> cohorts, Moment now) {
        List<Cohort> oldestFirst = new ArrayList<>(cohorts);
        oldestFirst.sort(Comparator.comparingLong(cohort -> cohort.refused.count()));
        Map<Shape, RefusalSummary> byShape = new HashMap<>();
        long looks = 0;
        for (Cohort cohort : oldestFirst) {
            if (looks >= MAX_LOOKS) {
                break;
            }
            RefusalSummary refusals = byShape.get(cohort.shape);
            if (refusals == null) {
                refusals = fleet.refusals().once(cohort.shape);
                byShape.put(cohort.shape, refusals);
                looks += refusals.nodes();
            }
            // Whether a gang would fit into the empty fleet takes a look at every node again.
            looks += cohort.sample.minMembers() > 1 ? refusals.nodes() : 0;
            cohort.refused = new CohortRefusal(count, explainer.refusal(cohort, refusals, now));
        }
    }

    /** Requests in a cohort that have a reservation. */
    private Map<Cohort, Integer> reserved() {
        Map<Cohort, Integer> reserved = new HashMap<>();
        for (Hold hold : reservations.all()) {
            reserved.merge(hold.beneficiary.cohort, 1, Integer::sum);
        }
        return reserved;
    }

    /** All requests of a cohort have as many. */
    private static int members(Cohort cohort) {
        return cohort.sample.members().size();
    }
}
