package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.quota.Account;
import dev.clawgateway.scheduler.quota.QuotaTree;
import java.time.Instant;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether what happened since a cohort was set aside may help it, now that others may have used it
 * up. Looks only where something happened, and errs towards yes.
 */
public final class Prospects {
    private final Fleet fleet;
    private final Roster roster;
    private final QuotaTree tree;
    private final Reservations reservations;
    private final Protection protection;
    private final IntPredicate mayGo = this::mayGo;
    private Moment now = new Moment(Instant.EPOCH, 0);

    /** Workloads below this priority may be stopped. */
    private int below;

    /** What is kept for somebody may be used. */
    private boolean kept;

    public Prospects(
            Fleet fleet,
            Roster roster,
            QuotaTree tree,
            Reservations reservations,
            Protection protection) {
        this.fleet = fleet;
        this.roster = roster;
        this.tree = tree;
        this.reservations = reservations;
        this.protection = protection;
    }

    /** From now on all questions are about this moment. */
    public void asOf(Moment moment) {
        now = moment;
        protection.expire(moment.wall());
    }

    /** The moment up to which a cohort knows what happened; see {@link Cohort#since}. */
    long moment(Cohort cohort) {
        Parked parked = cohort.parked;
        return parked != null && parked.key.why() == Cohort.Block.LIMIT
                ? refunds(parked)
                : fleet.chances().moment(cohort.shape);
    }

    /** What was given back so far under the limit that is in the way; 0 when none is. */
    long refunds(Parked parked) {
        Account limitedBy = parked.key.limitedBy();
        return limitedBy == null ? 0 : limitedBy.refunds();
    }

    long moment(Parked parked) {
        return parked.key.why() == Cohort.Block.LIMIT
                ? refunds(parked)
                : fleet.chances().moment(parked.key.gpus());
    }

    /** Whether any of its cohorts may be helped, judged by what they have in common. */
    boolean better(Parked parked) {
        Account account = parked.line.account;
        below = parked.key.priority();
        boolean byPriority = roster.lowestPriority() < below;
        return switch (parked.key.why()) {
            case CAPACITY, EITHER -> {
                kept = reservations.any();
                boolean entitled = account.owed() || (byPriority && ruled(account));
                yield refunds(parked) != parked.sinceRefunds
                        || mayFit(parked.key.gpus(), parked.since, entitled, byPriority);
            }
            case LIMIT -> refunds(parked) != parked.since;
            case TIME, NONE -> false;
        };
    }

    /** Whether this cohort may be helped. */
    boolean better(Cohort cohort) {
        Account account = cohort.line.account;
        below = cohort.priority;
        boolean byPriority = roster.lowestPriority() < below;
        boolean owed = account.owed();
        if (cohort.block == Cohort.Block.LIMIT) {
            return moment(cohort) != cohort.since
                    && (owed || byPriority || account.blocking(cohort.least()) == null);
        }
        Parked parked = cohort.parked;
        if (parked != null && refunds(parked) != cohort.sinceRefunds) {
            return true;
        }
        kept = cohort.entries.first().hold != null || reservations.mayUseAny(cohort, now);
        boolean entitled = (owed && mayTakeBack(cohort)) || (byPriority && ruled(account));
        return mayFit(cohort.shape, cohort.since, entitled, byPriority);
    }

    /** Whether rules of quota have a say in whom it may stop. */
    private boolean ruled(Account account) {
        return tree.guarantees() || account.limited();
    }

    /** Any level of the chain may be within what is guaranteed. */
    private boolean mayTakeBack(Cohort cohort) {
        for (Cohort part = cohort; part != null; part = Levels.withoutFirst(part, fleet)) {
            if (QuotaTree.mayTakeBack(cohort.line.account, need(part))) {
                return true;
            }
        }
        return false;
    }

    private Quota need(Cohort cohort) {
        return Needs.first(Needs.mustStart(cohort.sample), cohort, fleet);
    }

    /**
     * Whether such a workload may fit where something happened.
     *
     * @param entitled it may take from others by rules of quota, which are not looked at here
     */
    private boolean mayFit(Shape shape, long since, boolean entitled, boolean byPriority) {
        if (entitled) {
            return fleet.finder().hint(shape) > since;
        }
        @Nullable IntPredicate gone = byPriority || kept ? mayGo : null;
        return fleet.chances().since(since, shape, gone);
    }

    private boolean mayGo(int holding) {
        DeviceHolder claim = fleet.ledger().claim(holding);
        if (claim.owner() < 0) {
            return kept;
        }
        Occupant running = roster.of(claim);
        return claim.preemptible()
                && claim.priority() < below
                && running != null
                && !protection.covers(running, now.wall());
    }
}
