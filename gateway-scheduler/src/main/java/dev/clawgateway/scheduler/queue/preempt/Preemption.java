package dev.clawgateway.scheduler.queue.preempt;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.ledger.Site;
import dev.clawgateway.scheduler.queue.Cohort;
import dev.clawgateway.scheduler.queue.Levels;
import dev.clawgateway.scheduler.queue.Line;
import dev.clawgateway.scheduler.queue.Needs;
import dev.clawgateway.scheduler.queue.Occupant;
import dev.clawgateway.scheduler.queue.Protection;
import dev.clawgateway.scheduler.queue.Roster;
import dev.clawgateway.scheduler.queue.Starter;
import dev.clawgateway.scheduler.quota.Account;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to stop so that a request fits. A victim has a strictly lower priority, or holds what its
 * virtual cluster borrowed from the request's. Everything is tried in an overlay first, so nobody
 * is stopped for a request that then does not fit.
 */
public final class Preemption {
    /**
     * Who is stopped, and what the request gets then.
     *
     * @param victims whole gangs
     * @param amount what the targets count against quota
     */
    public record Plan(
            PendingWorkload request, List<Occupant> victims, List<Site> targets, Quota amount) {}

    /** Levels of a chain that others are stopped for: a bound on the work. */
    private static final int MAX_TRIES = 4;

    private final Fleet fleet;
    private final Roster roster;
    private final Starter starter;
    private final Eligibility eligibility;
    private final NodeVictims onOneNode;
    private final FleetVictims anywhere;

    public Preemption(Fleet fleet, Roster roster, Starter starter, Protection protection) {
        this.fleet = fleet;
        this.roster = roster;
        this.starter = starter;
        this.eligibility = new Eligibility(protection);
        this.onOneNode = new NodeVictims(fleet, roster, starter, eligibility);
        this.anywhere = new FleetVictims(fleet, starter, eligibility);
    }

    /** When the first victim loses its protection that the last plan could have used; or null. */
    public @Nullable Instant protectedUntil() {
        return eligibility.protectedUntil();
    }

    /**
     * The cheapest way found to make room; null when there is none. Where no room can be made for
     * the levels of a chain together, those after the first have their turns.
     *
     * @param limitedBy the virtual cluster whose limit is in the way; null when capacity is
     */
    public @Nullable Plan plan(
            PendingWorkload pending,
            Cohort cohort,
            @Nullable Account limitedBy,
            Collection<Line> lines,
            Moment now) {
        eligibility.begin();
        int tries = 0;
        for (Cohort part = cohort;
                part != null && tries < MAX_TRIES;
                part = Levels.withoutFirst(part, fleet)) {
            Plan plan = planFor(pending, part, limitedBy, lines, now);
            if (plan != null) {
                return plan;
            }
            tries++;
        }
        return null;
    }

    private @Nullable Plan planFor(
            PendingWorkload pending,
            Cohort cohort,
            @Nullable Account limitedBy,
            Collection<Line> lines,
            Moment now) {
        PendingWorkload least = Needs.mustStart(pending);
        Integer target = starter.target(pending);
        boolean anybody =
                cohort.line.account.guaranteed() || roster.lowestPriority() < cohort.priority;
        if (target == null || !anybody) {
            return null;
        }
        Plan plan =
                limitedBy == null && least.members().size() == 1
                        ? onOneNode.plan(least, cohort, target, lines, now)
                        : anywhere.plan(least, cohort, target, limitedBy, lines, now);
        if (plan == null || withinLimit(plan, cohort)) {
            return plan;
        }
        Account limit = cohort.line.account.blocking(plan.amount());
        Plan under =
                limitedBy == null && limit != null && anyLower(limit, cohort, lines)
                        ? anywhere.plan(least, cohort, target, limit, lines, now)
                        : null;
        return under != null && withinLimit(under, cohort) ? under : null;
    }

    /** Whether somebody less important could make room under a limit. */
    private static boolean anyLower(Account limit, Cohort cohort, Collection<Line> lines) {
        return lines.stream()
                .anyMatch(line ->
                        line.account.isIn(limit)
                                && !line.victims.isEmpty()
                                && line.victims.first().priority < cohort.priority);
    }

    private boolean withinLimit(Plan plan, Cohort cohort) {
        return eligibility.leavesRoom(plan.victims(), cohort, plan.amount());
    }
}
