package dev.clawgateway.scheduler;

import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.queue.Cohort;
import dev.clawgateway.scheduler.queue.Occupant;
import dev.clawgateway.scheduler.queue.Prospects;
import dev.clawgateway.scheduler.queue.Queues;
import dev.clawgateway.scheduler.queue.Reservations;
import dev.clawgateway.scheduler.queue.Starter;
import dev.clawgateway.scheduler.queue.Waiting;
import dev.clawgateway.scheduler.queue.preempt.Preemption;
import dev.clawgateway.scheduler.quota.Account;
import dev.clawgateway.scheduler.quota.QuotaTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works through the queues. In turn, the virtual cluster with the smallest share offers its first
 * request: it starts, or others are stopped for it, or it is set aside until something happens.
 */
final class Rounds {
    private final QuotaTree tree;
    private final Queues queues;
    private final Starter starter;
    private final Preemption preemption;
    private final Reservations reservations;
    private final Nominations nominations;
    private final Prospects prospects;
    private List<Decision> decided = new ArrayList<>();
    private long looks;

    Rounds(
            QuotaTree tree,
            Queues queues,
            Starter starter,
            Preemption preemption,
            Reservations reservations,
            Nominations nominations,
            Prospects prospects) {
        this.tree = tree;
        this.queues = queues;
        this.starter = starter;
        this.preemption = preemption;
        this.reservations = reservations;
        this.nominations = nominations;
        this.prospects = prospects;
    }

    List<Decision> decide(Moment now, int limit, boolean serving) {
        if (serving) {
            reservations.check(now);
            nominations.startReady(now, limit, decided);
            prospects.asOf(now);
            queues.wake(now, prospects);
            reservations.offer(queues, now);
            long round = tree.newRound();
            while (decided.size() < limit) {
                Account account = tree.next();
                if (account == null) {
                    break;
                }
                Cohort cohort = queues.line(account).next(prospects);
                if (cohort == null) {
                    account.skip(round);
                } else {
                    consider(cohort, now);
                }
            }
        }
        List<Decision> all = decided;
        decided = new ArrayList<>();
        return all;
    }

    /** Looks at cohorts so far: what deciding costs, whatever the machine. */
    long looks() {
        return looks;
    }

    /** One look at a cohort: its first request leaves it, or the cohort is set aside. */
    private void consider(Cohort cohort, Moment now) {
        looks++;
        Waiting first = cohort.entries.first();
        if (cohort.early(now.wall())) {
            cohort.wakeAt = cohort.terms().notBefore();
            cohort.line.park(cohort, Cohort.Block.TIME, null, prospects);
            return;
        }
        starter.lookFor(cohort, now);
        try {
            startOrSetAside(first, now);
        } finally {
            starter.looked();
        }
    }

    private void startOrSetAside(Waiting first, Moment now) {
        if (start(first, now)) {
            return;
        }
        Cohort cohort = first.cohort;
        Account limitedBy = starter.limitedBy();
        Preemption.Plan plan = plan(first, limitedBy, now);
        if (plan != null) {
            nominations.nominate(first, plan, decided);
            return;
        }
        Account partly = starter.partlyLimitedBy();
        if (limitedBy == null) {
            reservations.consider(first, now);
            cohort.limitedBy = partly == null ? null : partly.name();
            cohort.wakeBy(partly == null ? null : preemption.protectedUntil());
            Cohort.Block why = partly == null ? Cohort.Block.CAPACITY : Cohort.Block.EITHER;
            cohort.line.park(cohort, why, partly, prospects);
        } else {
            cohort.wakeAt = preemption.protectedUntil();
            cohort.limitedBy = limitedBy.name();
            cohort.line.park(cohort, Cohort.Block.LIMIT, limitedBy, prospects);
        }
    }

    /** Whom to stop: for what is affordable, and if a limit is in the way of some for these too. */
    private Preemption.@Nullable Plan plan(Waiting first, @Nullable Account limitedBy, Moment now) {
        Cohort cohort = first.cohort;
        Account partly = starter.partlyLimitedBy();
        Cohort affordable = starter.affordable(cohort);
        Preemption.Plan plan =
                preemption.plan(first.pending, affordable, limitedBy, queues.lines(), now);
        return plan != null || partly == null
                ? plan
                : preemption.plan(first.pending, cohort, partly, queues.lines(), now);
    }

    private boolean start(Waiting waiting, Moment now) {
        List<Occupant> started = reservations.start(waiting, now);
        if (started.isEmpty()) {
            return false;
        }
        queues.remove(waiting.pending.id());
        decided.add(new Decision.Start(starter.assignments(started, "")));
        return true;
    }
}
