package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At most one reservation: where and when the request that has waited too long will fit, judged by
 * the time limits of what runs. Others may use what is reserved only if they end before (backfill
 * as in EASY: Lifka, "The ANL/IBM SP scheduling system", 1995).
 */
final class Reservations {
    /** How long a forecast stands before it is made afresh: bounds the work. */
    private static final Duration FORECAST_STANDS = Duration.ofSeconds(10);

    private static final Comparator<Running> ENDING_FIRST =
            Comparator.comparing(Reservations::end).thenComparing(running -> running.id);

    private final Fleet fleet;
    private final Roster roster;
    private final Starter starter;
    private final Duration reserveAfter;
    private @Nullable Hold current;
    private @Nullable Instant nextForecast;

    Reservations(Fleet fleet, Roster roster, Starter starter, Duration reserveAfter) {
        this.fleet = fleet;
        this.roster = roster;
        this.starter = starter;
        this.reserveAfter = reserveAfter;
    }

    @Nullable Hold current() {
        return current;
    }

    /** Reserves for a request that does not fit, once it has waited long enough. */
    void consider(Waiting waiting, Moment now) {
        Instant late = waiting.pending.submittedAt().plus(reserveAfter);
        if (late.isAfter(now.wall())) {
            waiting.lane.wakeBy(late);
            return;
        }
        reserveFor(waiting, now);
        if (current == null) {
            waiting.lane.wakeBy(nextForecast);
        }
    }

    /** Starts a request with the reserved devices as well; empty when that does not help. */
    List<Running> startOnReserved(Waiting waiting, Moment now) {
        Hold reserved = current;
        if (reserved == null) {
            return List.of();
        }
        int mark = fleet.mark();
        reserved.lift(fleet);
        List<Running> started = starter.start(waiting.pending, waiting.lane, now);
        if (started.isEmpty()) {
            fleet.rollback(mark);
            return started;
        }
        fleet.keep(mark);
        if (waiting.hold == reserved) {
            forget(reserved);
        } else {
            backfilled(reserved, started);
        }
        return started;
    }

    /** Reserves for a request if it can be foreseen when it fits. */
    private void reserveFor(Waiting waiting, Moment now) {
        if (current != null || (nextForecast != null && nextForecast.isAfter(now.wall()))) {
            return;
        }
        nextForecast = now.wall().plus(FORECAST_STANDS);
        List<Running> ending = ending();
        int enough = fewest(waiting, ending);
        List<Site> targets = enough < 0 ? null : placeAfter(waiting, ending, enough);
        if (targets == null) {
            return;
        }
        Instant due = enough == 0 ? now.wall() : later(now.wall(), end(ending.get(enough - 1)));
        Hold hold = new Hold(waiting, targets, due, Quota.NONE);
        for (Running running : ending.subList(0, enough)) {
            if (hold.nodes().contains(running.allocation.node())) {
                running.countedOnBy = hold;
                hold.await(running);
            }
        }
        hold.cover(fleet);
        waiting.hold = hold;
        current = hold;
    }

    /** Gives up the reservation if there is one. */
    void drop() {
        Hold hold = current;
        if (hold != null) {
            int mark = fleet.mark();
            hold.lift(fleet);
            fleet.keep(mark);
            forget(hold);
        }
    }

    /** The reservation is over and its placeholders are gone. */
    private void forget(Hold hold) {
        hold.lifted();
        hold.awaited().forEach(running -> running.countedOnBy = null);
        hold.beneficiary.hold = null;
        current = null;
        nextForecast = null;
    }

    /** Gives up a reservation that did not come true, or whose nodes are out of service. */
    void check(Moment now) {
        Hold hold = current;
        if (hold != null && (late(hold, now) || !hold.inService(fleet))) {
            drop();
        }
    }

    /** Whether somebody of that time limit may use what is reserved. */
    boolean mayBackfill(Lane lane, Moment now) {
        Hold hold = current;
        Duration limit = lane.terms().timeLimit();
        return hold != null
                && hold.due != null
                && limit != null
                && !now.wall().plus(limit).isAfter(hold.due);
    }

    /** Those who started on what is reserved are counted on to end in time. */
    private void backfilled(Hold hold, List<Running> started) {
        hold.lifted();
        for (Running running : started) {
            running.countedOnBy = hold;
            hold.await(running);
        }
        hold.cover(fleet);
    }

    private static boolean late(Hold hold, Moment now) {
        return hold.due != null && hold.due.plus(FORECAST_STANDS).isBefore(now.wall());
    }

    private List<Running> ending() {
        List<Running> ending = new ArrayList<>();
        for (Running running : roster.all()) {
            if (running.endsAt() != null && running.leavingFor == null) {
                ending.add(running);
            }
        }
        ending.sort(ENDING_FIRST);
        return ending;
    }

    private static Instant end(Running running) {
        Instant end = running.endsAt();
        return end == null ? Instant.MAX : end;
    }

    /** Who should have ended already is expected to end any moment. */
    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** How many of those who end must have ended; -1 when not even all suffice. */
    private int fewest(Waiting waiting, List<Running> ending) {
        if (placeAfter(waiting, ending, ending.size()) == null) {
            return -1;
        }
        int low = 0;
        int high = ending.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (placeAfter(waiting, ending, middle) != null) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private @Nullable List<Site> placeAfter(Waiting waiting, List<Running> ending, int ended) {
        Integer target = starter.target(waiting.pending);
        if (target == null) {
            return null;
        }
        int mark = fleet.mark();
        for (int i = 0; i < ended; i++) {
            fleet.release(ending.get(i).holding);
        }
        List<Site> targets = starter.tryPlace(waiting.pending, waiting.lane, target);
        fleet.rollback(mark);
        return targets;
    }
}
