package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Devices for requests that have waited too long: where, and if everybody counted on has a time
 * limit when, each will fit. One for each virtual cluster and a few in all. Others may use what is
 * reserved only if they end before (backfill as in EASY: Lifka, "The ANL/IBM SP scheduling system",
 * 1995); where no time can be foreseen, what comes free is kept.
 *
 * <p>No workload is counted on by two: on the nodes of one, another waits for nobody.
 */
public final class Reservations {
    /** Between two forecasts, and how late one may come true: bounds the work. */
    private static final Duration FORECAST_STANDS = Duration.ofSeconds(10);

    /** A request that could not be foreseen is not tried again for up to this many times that. */
    private static final int MAX_BACKOFF = 32;

    private final Fleet fleet;
    private final Roster roster;
    private final Starter starter;
    private Duration reserveAfter;
    private int most;
    private final Map<Hold, HoldPatience> held = new LinkedHashMap<>();
    private @Nullable Instant nextForecast;

    /** Nobody could be offered a reservation before. */
    private @Nullable Instant nextOffer;

    public Reservations(
            Fleet fleet, Roster roster, Starter starter, Duration reserveAfter, int most) {
        this.fleet = fleet;
        this.roster = roster;
        this.starter = starter;
        this.reserveAfter = reserveAfter;
        this.most = most;
    }

    /** From now on so late, and so many; of more than that the youngest are given up. */
    public void change(Duration nextAfter, int nextMost) {
        reserveAfter = nextAfter;
        most = nextMost;
        all().stream().skip(nextMost).forEach(this::drop);
        nextOffer = null;
    }

    /** All of them, the oldest first. */
    public List<Hold> all() {
        return List.copyOf(held.keySet());
    }

    /** Reserves for a request that does not fit, once it has waited long enough. */
    public void consider(Waiting waiting, Moment now) {
        Instant late = waiting.pending.submittedAt().plus(reserveAfter);
        if (late.isAfter(now.wall())) {
            waiting.cohort.wakeBy(late);
        }
        if (ahead(nextForecast, now) || !mayReserve(waiting, now)) {
            return;
        }
        nextForecast = now.wall().plus(FORECAST_STANDS);
        Forecast forecast = Forecast.of(waiting, notCountedOn(), fleet, starter);
        if (forecast == null) {
            waiting.backoff = Math.min(MAX_BACKOFF, waiting.backoff * 2);
            waiting.nextForecast = now.wall().plus(FORECAST_STANDS.multipliedBy(waiting.backoff));
        } else {
            reserve(waiting, forecast, now);
        }
    }

    /**
     * Has the first who has waited long enough looked at again, once a forecast may be made: not
     * all who wait, who may be many.
     */
    public void offer(Queues queues, Moment now) {
        if (held.size() >= most || ahead(nextForecast, now) || ahead(nextOffer, now)) {
            return;
        }
        Waiting next = queues.firstWithoutCapacity(waiting -> mayReserve(waiting, now));
        if (next == null) {
            nextOffer = now.wall().plus(FORECAST_STANDS);
        } else {
            next.cohort.line.wake(next.cohort);
        }
    }

    private boolean mayReserve(Waiting waiting, Moment now) {
        return waiting.hold == null
                && !ahead(waiting.pending.submittedAt().plus(reserveAfter), now)
                && !ahead(waiting.nextForecast, now)
                && !taken(waiting.cohort.line);
    }

    private static boolean ahead(@Nullable Instant time, Moment now) {
        return time != null && time.isAfter(now.wall());
    }

    /** Whether anything is reserved. */
    boolean any() {
        return !held.isEmpty();
    }

    /** Whether a cohort may use what is reserved for others. */
    boolean mayUseAny(Cohort cohort, Moment now) {
        for (Hold hold : held.keySet()) {
            if (mayUse(hold, cohort, now)) {
                return true;
            }
        }
        return false;
    }

    /** Starts a request, on reserved devices too where it may; empty when it does not fit. */
    public List<Occupant> start(Waiting waiting, Moment now) {
        Hold own = waiting.hold;
        List<Occupant> started =
                own == null
                        ? starter.start(waiting.pending, waiting.cohort, now)
                        : startOn(own, waiting, now);
        for (Hold other : all()) {
            if (!started.isEmpty() || starter.limitedBy() != null) {
                break;
            } else if (other != own && mayUse(other, waiting.cohort, now)) {
                started = startOn(other, waiting, now);
            }
        }
        if (own != null
                && waiting.hold == own
                && (!started.isEmpty() || starter.limitedBy() != null)) {
            drop(own);
        }
        return started;
    }

    /** Gives up a reservation. */
    public void drop(Hold hold) {
        int mark = fleet.overlay().mark();
        hold.lift(fleet);
        fleet.overlay().keep(mark);
        forget(hold);
    }

    /** Gives up what did not come true, and what is on nodes out of service. */
    public void check(Moment now) {
        for (Hold hold : all()) {
            HoldPatience patience = held.get(hold);
            if (late(hold, now) || !hold.inService(fleet)) {
                drop(hold);
            } else if (hold.due == null
                    && patience != null
                    && patience.isLost(hold.leaving(), now.wall())) {
                hold.awaited().forEach(running -> running.outlasted = true);
                hold.beneficiary.lost++;
                drop(hold);
            }
        }
    }

    private boolean taken(Line line) {
        return held.size() >= most
                || held.keySet().stream().anyMatch(hold -> hold.beneficiary.cohort.line == line);
    }

    private List<Occupant> notCountedOn() {
        Set<Hold> holds = held.keySet();
        List<Occupant> running = new ArrayList<>();
        for (Occupant one : roster.all()) {
            if (one.leavingFor == null
                    && holds.stream().noneMatch(h -> h.nodes().contains(one.allocation.node()))) {
                running.add(one);
            }
        }
        return running;
    }

    private void reserve(Waiting waiting, Forecast forecast, Moment now) {
        Hold hold = Hold.reservation(waiting, forecast.targets(), forecast.gone(), now.wall());
        hold.awaited().forEach(running -> running.countedOnBy = hold);
        hold.cover(fleet);
        waiting.hold = hold;
        waiting.backoff = 1;
        held.put(hold, new HoldPatience(hold.leaving(), waiting.lost, now.wall()));
    }

    /** Tries with the devices of one reservation as well. */
    private List<Occupant> startOn(Hold hold, Waiting waiting, Moment now) {
        int mark = fleet.overlay().mark();
        hold.lift(fleet);
        List<Occupant> started = starter.start(waiting.pending, waiting.cohort, now);
        if (started.isEmpty()) {
            fleet.overlay().rollback(mark);
            return started;
        }
        fleet.overlay().keep(mark);
        if (waiting.hold != hold && endsBefore(hold, waiting.cohort, now)) {
            backfilled(hold, started);
        } else {
            forget(hold);
        }
        return started;
    }

    /** The reservation is over and its placeholders are gone. */
    private void forget(Hold hold) {
        hold.lifted();
        hold.awaited().forEach(running -> running.countedOnBy = null);
        hold.beneficiary.hold = null;
        held.remove(hold);
        nextForecast = null;
        nextOffer = null;
    }

    /** Who ends in time may use what is reserved; who is more important may take it. */
    private static boolean mayUse(Hold hold, Cohort cohort, Moment now) {
        return endsBefore(hold, cohort, now) || cohort.priority > hold.beneficiary.cohort.priority;
    }

    private static boolean endsBefore(Hold hold, Cohort cohort, Moment now) {
        Duration limit = cohort.terms().timeLimit();
        return hold.due != null && limit != null && !now.wall().plus(limit).isAfter(hold.due);
    }

    /** Those who started on what is reserved are counted on to end in time. */
    private void backfilled(Hold hold, List<Occupant> started) {
        hold.lifted();
        for (Occupant running : started) {
            if (hold.nodes().contains(running.allocation.node())) {
                running.countedOnBy = hold;
                hold.await(running);
            }
        }
        hold.cover(fleet);
    }

    private static boolean late(Hold hold, Moment now) {
        return hold.due != null && hold.due.plus(FORECAST_STANDS).isBefore(now.wall());
    }
}
