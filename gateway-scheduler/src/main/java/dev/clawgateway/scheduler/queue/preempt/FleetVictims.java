package dev.clawgateway.scheduler.queue.preempt;

import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.ledger.Site;
import dev.clawgateway.scheduler.queue.Cohort;
import dev.clawgateway.scheduler.queue.Line;
import dev.clawgateway.scheduler.queue.Needs;
import dev.clawgateway.scheduler.queue.Occupant;
import dev.clawgateway.scheduler.queue.Starter;
import dev.clawgateway.scheduler.quota.Account;
import dev.clawgateway.scheduler.quota.Amounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom to stop anywhere so that a gang fits, or so that a limit has room: the cheapest first. */
final class FleetVictims {
    /** Of more, not every set is tried: a bound on the work. */
    private static final int MAX_CANDIDATES = 16;

    private final Fleet fleet;
    private final Starter starter;
    private final Eligibility eligibility;

    FleetVictims(Fleet fleet, Starter starter, Eligibility eligibility) {
        this.fleet = fleet;
        this.starter = starter;
        this.eligibility = eligibility;
    }

    /** The cheapest way found; null when there is none. */
    Preemption.@Nullable Plan plan(
            PendingWorkload pending,
            Cohort cohort,
            int target,
            @Nullable Account limitedBy,
            Collection<Line> lines,
            Moment now) {
        Preemption.Plan some = some(pending, cohort, target, limitedBy, lines, now);
        Cost bound =
                some == null || !eligibility.leavesRoom(some.victims(), cohort, some.amount())
                        ? Cost.UNAFFORDABLE
                        : Cost.of(some.victims());
        Preemption.Plan cheaper = below(bound, pending, cohort, target, lines, now);
        return cheaper == null ? some : cheaper;
    }

    /** The cheapest way of all, where few may be stopped; null when none is below the bound. */
    private Preemption.@Nullable Plan below(
            Cost bound,
            PendingWorkload pending,
            Cohort cohort,
            int target,
            Collection<Line> lines,
            Moment now) {
        Quota need = Needs.first(pending, cohort, fleet);
        List<Occupant> candidates = candidates(cohort, lines, need, now);
        if (candidates.size() > MAX_CANDIDATES) {
            return null;
        }
        List<Occupant> victims =
                CheapestSet.below(
                        bound,
                        candidates,
                        0,
                        set -> without(set, pending, cohort, target, need) != null);
        return victims.isEmpty() ? null : without(victims, pending, cohort, target, need);
    }

    /** One of each gang that may be stopped, or of more than {@link #MAX_CANDIDATES}. */
    private List<Occupant> candidates(
            Cohort cohort, Collection<Line> lines, Quota need, Moment now) {
        List<Occupant> candidates = new ArrayList<>();
        for (Line line : lines) {
            for (Occupant running : line.victims) {
                if (running == running.troop.getFirst()
                        && eligibility.alone(running, cohort, need, now)) {
                    candidates.add(running);
                    if (candidates.size() > MAX_CANDIDATES) {
                        return candidates;
                    }
                }
            }
        }
        return candidates;
    }

    /** What stopping exactly these comes to; null where they may not be, or are not enough. */
    private Preemption.@Nullable Plan without(
            List<Occupant> set, PendingWorkload pending, Cohort cohort, int target, Quota need) {
        if (!eligibility.together(set, cohort, need)) {
            return null;
        }
        List<Occupant> victims = Eligibility.whole(set);
        List<Site> targets = place(pending, cohort, target, victims);
        if (targets == null) {
            return null;
        }
        Quota amount = sum(targets);
        return eligibility.leavesRoom(victims, cohort, amount)
                ? new Preemption.Plan(pending, victims, targets, amount)
                : null;
    }

    private static Quota sum(List<Site> targets) {
        Quota sum = Quota.NONE;
        for (Site target : targets) {
            sum = Amounts.sum(sum, Amounts.of(target.allocation()));
        }
        return sum;
    }

    /** The least important first, as many as it takes; null when there are not enough. */
    private Preemption.@Nullable Plan some(
            PendingWorkload pending,
            Cohort cohort,
            int target,
            @Nullable Account limitedBy,
            Collection<Line> lines,
            Moment now) {
        Quota need = Needs.first(pending, cohort, fleet);
        Set<Occupant> chosen = new LinkedHashSet<>();
        int atLeast =
                limitedBy == null ? 0 : underLimit(limitedBy, cohort, need, lines, now, chosen);
        if (atLeast >= 0) {
            for (Occupant running : inOrder(lines)) {
                if (!chosen.contains(running) && eligibility.eligible(running, cohort, need, now)) {
                    chosen.addAll(running.troop);
                }
            }
        }
        eligibility.expectNothing();
        if (atLeast < 0 || chosen.isEmpty()) {
            return null;
        }
        List<Occupant> order = List.copyOf(chosen);
        int enough = fewest(pending, cohort, target, order, atLeast);
        return enough < 0 ? null : narrowed(pending, cohort, target, order, atLeast, enough);
    }

    private static List<Occupant> inOrder(Collection<Line> lines) {
        List<Occupant> all = new ArrayList<>();
        lines.forEach(line -> all.addAll(line.victims));
        all.sort(Occupant.CHEAPEST_FIRST);
        return all;
    }

    /** Enters victims until the limit has room; how many, -1 when it never has. */
    private int underLimit(
            Account limitedBy,
            Cohort cohort,
            Quota need,
            Collection<Line> lines,
            Moment now,
            Set<Occupant> order) {
        for (Occupant running : inOrder(lines)) {
            if (cohort.line.account.blockingLater(need) == null) {
                return order.size();
            }
            if (running.line.account.isIn(limitedBy)
                    && !order.contains(running)
                    && eligibility.eligible(running, cohort, need, now)) {
                order.addAll(running.troop);
            }
        }
        return cohort.line.account.blockingLater(need) == null ? order.size() : -1;
    }

    /** The shortest beginning of the list without which the request fits; -1 for none. */
    private int fewest(
            PendingWorkload pending, Cohort cohort, int target, List<Occupant> order, int atLeast) {
        if (place(pending, cohort, target, order) == null) {
            return -1;
        }
        int low = atLeast;
        int high = order.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (place(pending, cohort, target, order.subList(0, middle)) != null) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private @Nullable List<Site> place(
            PendingWorkload pending, Cohort cohort, int target, List<Occupant> gone) {
        int mark = fleet.overlay().mark();
        gone.forEach(victim -> fleet.overlay().release(victim.holding));
        List<Site> targets = starter.tryPlace(pending, cohort, target);
        fleet.overlay().rollback(mark);
        return targets;
    }

    /** Spares whoever holds nothing that the request takes. */
    private Preemption.@Nullable Plan narrowed(
            PendingWorkload pending,
            Cohort cohort,
            int target,
            List<Occupant> order,
            int atLeast,
            int enough) {
        List<Occupant> gone = order.subList(0, enough);
        List<Site> targets = place(pending, cohort, target, gone);
        if (targets == null) {
            return null;
        }
        Set<Occupant> victims = new LinkedHashSet<>(order.subList(0, atLeast));
        for (Site site : targets) {
            gone.stream().filter(running -> overlaps(running, site)).forEach(victims::add);
        }
        addForHost(targets, gone, victims);
        return new Preemption.Plan(pending, Eligibility.whole(victims), targets, sum(targets));
    }

    private boolean overlaps(Occupant running, Site target) {
        Allocation there = target.allocation();
        if (!running.allocation.node().equals(there.node())) {
            return false;
        }
        boolean oneAtATime =
                fleet.inventory().node(fleet.inventory().number(there.node())).capacity().devices()
                        == DeviceChoice.FIRST_N;
        return oneAtATime
                ? !running.allocation.gpus().isEmpty() && !there.gpus().isEmpty()
                : fleet.ledger().site(running.holding).overlaps(target);
    }

    /** Adds victims on nodes of the targets until CPU, memory and what it may run suffice too. */
    private void addForHost(List<Site> targets, List<Occupant> gone, Set<Occupant> victims) {
        int mark = fleet.overlay().mark();
        Eligibility.whole(victims).forEach(victim -> fleet.overlay().release(victim.holding));
        Set<Occupant> released = new LinkedHashSet<>(Eligibility.whole(victims));
        for (Site site : targets) {
            Allocation target = site.allocation();
            int node = fleet.inventory().number(target.node());
            long cpu = sumOn(target, targets, true);
            long memory = sumOn(target, targets, false);
            long workloads = on(target, targets).count();
            for (Occupant running : gone) {
                boolean enough =
                        fleet.free().cpuMillis(node) >= cpu
                                && fleet.free().memoryMib(node) >= memory
                                && fleet.free().moreWorkloads(node) >= workloads;
                if (enough) {
                    break;
                }
                if (running.allocation.node().equals(target.node()) && released.add(running)) {
                    victims.add(running);
                    fleet.overlay().release(running.holding);
                }
            }
        }
        fleet.overlay().rollback(mark);
    }

    /** What is to be had of the same node. */
    private static Stream<Allocation> on(Allocation target, List<Site> targets) {
        return targets.stream()
                .map(Site::allocation)
                .filter(other -> other.node().equals(target.node()));
    }

    private static long sumOn(Allocation target, List<Site> targets, boolean cpu) {
        return on(target, targets)
                .mapToLong(other -> cpu ? other.cpuMillis() : other.memoryMib())
                .sum();
    }
}
