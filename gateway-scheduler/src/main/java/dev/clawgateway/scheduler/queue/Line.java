package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.quota.Account;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One virtual cluster: its queue, by priority and then age, and who of it may be stopped. */
public final class Line {
    public final Account account;
    private final Alarms alarms;

    /** In the order in which they came, for a key's hash is another in every process. */
    private final Map<CohortKey, Cohort> cohorts = new LinkedHashMap<>();

    private final TreeSet<Cohort> ready = new TreeSet<>(Cohort.BY_FIRST);
    private final Map<Parked.Key, Parked> parked = new LinkedHashMap<>();

    /** Those of the parked whose cohorts are being looked at again. */
    private final List<Parked> open = new ArrayList<>();

    private boolean takesTurns;
    private boolean positionsStale = true;

    /** Workloads of this virtual cluster that hold devices and may lose them, cheapest first. */
    public final TreeSet<Occupant> victims = new TreeSet<>(Occupant.CHEAPEST_FIRST);

    Line(Account account, Alarms alarms) {
        this.account = account;
        this.alarms = alarms;
    }

    /** Enters a request; its cohort becomes ready if it is new. */
    Waiting add(PendingWorkload pending, long arrival, Fleet fleet) {
        CohortKey key = CohortKey.of(pending);
        Cohort cohort = cohorts.get(key);
        if (cohort == null) {
            Shape shape =
                    fleet.shapes()
                            .intern(
                                    KnownPolicy.of(pending.spec(), fleet.shapes().policies()),
                                    pending.clusterLabels());
            cohort = new Cohort(key, this, pending, shape, fleet.chances().gpusOf(shape), arrival);
            cohorts.put(key, cohort);
        }
        Waiting waiting = new Waiting(pending, cohort, arrival);
        put(waiting);
        return waiting;
    }

    /** Puts a request back where it was. */
    public void put(Waiting waiting) {
        Cohort cohort = cohorts.computeIfAbsent(waiting.cohort.key, _ -> waiting.cohort);
        waiting.cohort = cohort;
        boolean first =
                cohort.entries.isEmpty()
                        || Waiting.BY_AGE.compare(waiting, cohort.entries.first()) < 0;
        if (first) {
            takeOut(cohort);
        }
        cohort.entries.add(waiting);
        if (first) {
            putIn(cohort);
        }
        if (first && cohort.parked != null) {
            cohort.parked.restart();
        }
        positionsStale = true;
    }

    /** Takes a request out. */
    public void remove(Waiting waiting) {
        Cohort cohort = waiting.cohort;
        boolean first = cohort.entries.first() == waiting;
        if (first) {
            takeOut(cohort);
        }
        cohort.entries.remove(waiting);
        if (cohort.entries.isEmpty()) {
            setFree(cohort);
            cohorts.remove(cohort.key);
        } else if (first) {
            putIn(cohort);
        }
        positionsStale = true;
    }

    /** Takes a cohort out of its order while its first request changes. */
    private void takeOut(Cohort cohort) {
        Parked group = cohort.parked;
        if (cohort.entries.isEmpty()) {
            return;
        } else if (group == null) {
            ready.remove(cohort);
        } else {
            group.remove(cohort);
        }
        takeTurns();
    }

    private void putIn(Cohort cohort) {
        Parked group = cohort.parked;
        if (group == null) {
            ready.add(cohort);
        } else {
            group.add(cohort);
        }
        takeTurns();
    }

    /** The cohort whose first request goes next; null when none may start. */
    public @Nullable Cohort next(Prospects prospects) {
        Cohort next = ready.isEmpty() ? null : ready.first();
        for (int i = open.size() - 1; i >= 0; i--) {
            Cohort candidate = open.get(i).next(prospects);
            if (candidate == null) {
                open.remove(i);
            } else if (next == null || Cohort.BY_FIRST.compare(candidate, next) < 0) {
                next = candidate;
            }
        }
        if (next != null && next.parked != null) {
            wake(next);
        }
        takeTurns();
        return next;
    }

    /** Sets a ready cohort aside until something happens that may help it, or its time comes. */
    public void park(
            Cohort cohort, Cohort.Block why, @Nullable Account limitedBy, Prospects prospects) {
        takeOut(cohort);
        cohort.block = why;
        Parked.Key key = new Parked.Key(why, cohort.gpus, cohort.priority, limitedBy);
        Parked group = parked.computeIfAbsent(key, _ -> new Parked(key, this, prospects));
        cohort.parked = group;
        cohort.since = prospects.moment(cohort);
        cohort.sinceRefunds = prospects.refunds(group);
        putIn(cohort);
        alarms.set(cohort);
    }

    /** Makes a cohort ready that was set aside. */
    void wake(Cohort cohort) {
        takeOut(cohort);
        setFree(cohort);
        putIn(cohort);
    }

    /** A cohort that was taken out is set aside no longer. */
    private void setFree(Cohort cohort) {
        Parked group = cohort.parked;
        alarms.cancel(cohort);
        cohort.wake();
        if (group != null && group.isEmpty()) {
            parked.remove(group.key);
            open.remove(group);
            takeTurns();
        }
    }

    /** Makes all cohorts ready. */
    void wakeAll() {
        List<Cohort> all = new ArrayList<>();
        parked.values().forEach(group -> group.cohorts().forEach(all::add));
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
            account.waiting(any ? 1 : -1);
        }
    }

    /** All that wait, set aside or not. */
    public Collection<Cohort> cohorts() {
        return cohorts.values();
    }

    /** Groups of cohorts that were set aside. */
    Collection<Parked> parked() {
        return parked.values();
    }

    /** Works out every request's place in the queue, unless nothing changed. */
    public void positions() {
        if (!positionsStale) {
            return;
        }
        List<Waiting> all = new ArrayList<>();
        cohorts.values().forEach(cohort -> all.addAll(cohort.entries));
        all.sort(Waiting.BY_RANK);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).position = i + 1;
        }
        positionsStale = false;
    }
}
