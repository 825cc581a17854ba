package dev.clawgateway.scheduler.queue;

import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.quota.Account;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cohorts of one virtual cluster that were set aside alike: for the same reason, with the same
 * priority, asking for the same GPUs. When something happened that may help they are looked at
 * again in their order, one by one, and only until it is used up: so ten thousand different
 * requests cost little more than those that can start.
 */
final class Parked {
    /**
     * What its cohorts have in common.
     *
     * @param gpus the fleet's number for a shape that asks for their GPUs alone
     * @param limitedBy the virtual cluster whose limit is in the way; null when none is
     */
    record Key(Cohort.Block why, Shape gpus, int priority, @Nullable Account limitedBy) {}

    final Key key;
    final Line line;
    private final TreeMap<Waiting, Cohort> cohorts = new TreeMap<>(Waiting.BY_AGE);

    /** Whatever happened before this moment helps none of them. */
    long since;

    /** The same of what was given back under its limit; counts for {@link Cohort.Block#EITHER}. */
    long sinceRefunds;

    private boolean open;

    /** The cohort looked at last, by its first request; null before the first. */
    private @Nullable Waiting seen;

    Parked(Key key, Line line, Prospects prospects) {
        this.key = key;
        this.line = line;
        this.since = prospects.moment(this);
        this.sinceRefunds = prospects.refunds(this);
    }

    void add(Cohort cohort) {
        cohorts.put(cohort.entries.first(), cohort);
    }

    /**
     * Begins anew: a cohort that was not looked at may have come to stand before those that were.
     */
    void restart() {
        seen = null;
    }

    void remove(Cohort cohort) {
        cohorts.remove(cohort.entries.first());
    }

    boolean isEmpty() {
        return cohorts.isEmpty();
    }

    /** The oldest first request of a cohort that passes; null for none. */
    @Nullable Waiting first(Predicate<Waiting> wanted) {
        for (Waiting waiting : cohorts.keySet()) {
            if (wanted.test(waiting)) {
                return waiting;
            }
        }
        return null;
    }

    Iterable<Cohort> cohorts() {
        return cohorts.values();
    }

    /** Whether its cohorts are being looked at again. */
    boolean open() {
        return open;
    }

    /**
     * Begins to look at its cohorts if something may help one; whether they are being looked at.
     */
    boolean reopen(Prospects prospects) {
        open = open || prospects.better(this);
        return open;
    }

    /**
     * The next cohort that may be helped by what happened; null, and closed, when there is none.
     */
    @Nullable Cohort next(Prospects prospects) {
        if (open && prospects.better(this)) {
            for (Map.Entry<Waiting, Cohort> entry = after(seen);
                    entry != null;
                    entry = after(entry.getKey())) {
                Cohort cohort = entry.getValue();
                if (prospects.better(cohort)) {
                    return cohort;
                }
                cohort.since = prospects.moment(cohort);
                cohort.sinceRefunds = prospects.refunds(this);
                seen = entry.getKey();
            }
        }
        open = false;
        seen = null;
        since = prospects.moment(this);
        sinceRefunds = prospects.refunds(this);
        return null;
    }

    private Map.@Nullable Entry<Waiting, Cohort> after(@Nullable Waiting waiting) {
        return waiting == null ? cohorts.firstEntry() : cohorts.higherEntry(waiting);
    }
}
