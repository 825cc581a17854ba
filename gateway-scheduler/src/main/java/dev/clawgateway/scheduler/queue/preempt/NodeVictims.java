package dev.clawgateway.scheduler.queue.preempt;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.ledger.Site;
import dev.clawgateway.scheduler.queue.Cohort;
import dev.clawgateway.scheduler.queue.Line;
import dev.clawgateway.scheduler.queue.Needs;
import dev.clawgateway.scheduler.queue.Occupant;
import dev.clawgateway.scheduler.queue.Roster;
import dev.clawgateway.scheduler.queue.Starter;
import dev.clawgateway.scheduler.quota.Amounts;
import dev.clawgateway.scheduler.quota.QuotaTree;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Whom to stop on one node so that one workload fits there: the cheapest of some nodes. */
final class NodeVictims {
    /** Nodes looked at for one request: a bound on the work, not on time, so that runs repeat. */
    private static final int MAX_NODES = 16;

    private static final Comparator<Occupant> DEAR =
            Comparator.comparingInt((Occupant running) -> -running.priority);
    private static final Comparator<Occupant> SIZE =
            Comparator.comparingLong((Occupant running) -> running.amount.gpuMillis());

    private final Fleet fleet;
    private final Roster roster;
    private final Starter starter;
    private final Eligibility eligibility;
    private final LeastCost leastCost;
    private final int[] nodes = new int[MAX_NODES];

    /** Who is thought gone, by slot. */
    private final BitSet gone = new BitSet();

    private final IntPredicate isGone = this::isGone;

    NodeVictims(Fleet fleet, Roster roster, Starter starter, Eligibility eligibility) {
        this.fleet = fleet;
        this.roster = roster;
        this.starter = starter;
        this.eligibility = eligibility;
        this.leastCost = new LeastCost(fleet, roster);
    }

    /** The cheapest way found; null when there is none. */
    Preemption.@Nullable Plan plan(
            PendingWorkload pending,
            Cohort cohort,
            int target,
            Collection<Line> lines,
            Moment now) {
        Quota need = Needs.first(pending, cohort, fleet);
        int lowest = roster.lowestPriority();
        List<Occupant> best = List.of();
        Cost cost = Cost.UNAFFORDABLE;
        int bestNode = -1;
        for (int node : candidates(cohort, target, need, lines, now)) {
            long missing = leastCost.missing(pending, node);
            if (!leastCost.below(cost, node, missing, lowest)) {
                continue;
            }
            List<Occupant> there = holdersOn(node);
            List<Occupant> victims = victimsOn(node, cohort, missing, there, need, now);
            if (!victims.isEmpty() && Cost.of(victims).below(cost)) {
                best = victims;
                cost = Cost.of(victims);
                bestNode = node;
            }
            victims =
                    CheapestSet.below(
                            cost,
                            there.stream()
                                    .filter(one -> eligibility.alone(one, cohort, need, now))
                                    .toList(),
                            missing,
                            set -> suffices(set, cohort, node, need));
            if (!victims.isEmpty()) {
                best = victims;
                cost = Cost.of(victims);
                bestNode = node;
            }
        }
        return best.isEmpty() ? null : planOn(bestNode, Eligibility.whole(best), pending, cohort);
    }

    private Preemption.@Nullable Plan planOn(
            int node, List<Occupant> victims, PendingWorkload pending, Cohort cohort) {
        int mark = fleet.overlay().mark();
        victims.forEach(victim -> fleet.overlay().release(victim.holding));
        List<Site> targets = starter.tryPlace(pending, cohort, node);
        fleet.overlay().rollback(mark);
        return targets == null
                ? null
                : new Preemption.Plan(
                        pending, victims, targets, Amounts.of(targets.getFirst().allocation()));
    }

    private Set<Integer> candidates(
            Cohort cohort, int target, Quota need, Collection<Line> lines, Moment now) {
        Set<Integer> found = new LinkedHashSet<>();
        if (target >= 0) {
            found.add(target);
            return found;
        }
        int count = fleet.vacancies().candidates(cohort.shape, cohort.priority, nodes);
        for (int i = 0; i < count; i++) {
            found.add(nodes[i]);
        }
        for (Line line : lines) {
            if (line != cohort.line && !line.victims.isEmpty()) {
                addReclaimable(line, cohort, need, now, found);
            }
        }
        return found;
    }

    /** Nodes of the cheapest workloads of a line that may be reclaimed, if any may. */
    private void addReclaimable(
            Line line, Cohort cohort, Quota need, Moment now, Set<Integer> found) {
        int tried = 0;
        for (Occupant victim : line.victims) {
            if (tried++ == MAX_NODES) {
                return;
            }
            if (QuotaTree.mayReclaim(cohort.line.account, need, line.account, victim.amount)
                    && eligibility.free(victim, now)) {
                found.add(fleet.ledger().node(victim.holding));
            }
        }
    }

    private List<Occupant> holdersOn(int node) {
        List<Occupant> holders = new ArrayList<>();
        for (int age = 0; age < fleet.ledger().count(node); age++) {
            Occupant running = roster.of(fleet.ledger().claim(fleet.ledger().at(node, age)));
            if (running != null) {
                holders.add(running);
            }
        }
        return holders;
    }

    private boolean suffices(List<Occupant> set, Cohort cohort, int node, Quota need) {
        return eligibility.together(set, cohort, need)
                && fits(cohort, node, Eligibility.whole(set));
    }

    /** Few workloads of a node without which the request fits; empty when none suffice. */
    private List<Occupant> victimsOn(
            int node, Cohort cohort, long missing, List<Occupant> there, Quota need, Moment now) {
        List<Occupant> eligible = new ArrayList<>(there);
        eligible.sort(Occupant.CHEAPEST_FIRST);
        eligible.removeIf(running -> !eligibility.eligible(running, cohort, need, now));
        eligibility.expectNothing();
        if (eligible.isEmpty() || !fits(cohort, node, eligible)) {
            return List.of();
        }
        Occupant alone = alone(eligible, missing, cohort, node);
        if (alone != null) {
            return List.of(alone);
        }
        List<Occupant> smallSpared = spare(eligible, DEAR.thenComparing(SIZE), cohort, node);
        if (alike(eligible)) {
            return smallSpared;
        }
        List<Occupant> largeSpared =
                spare(eligible, DEAR.thenComparing(SIZE.reversed()), cohort, node);
        List<Occupant> fewest = spare(eligible, SIZE.thenComparing(DEAR), cohort, node);
        return cheaper(fewest, cheaper(largeSpared, smallSpared));
    }

    private static List<Occupant> cheaper(List<Occupant> one, List<Occupant> other) {
        return Cost.of(one).below(Cost.of(other)) ? one : other;
    }

    /** The cheapest that suffices alone; null when none does. */
    private @Nullable Occupant alone(
            List<Occupant> eligible, long missing, Cohort cohort, int node) {
        Occupant best = null;
        for (Occupant running : eligible) {
            if (running.amount.gpuMillis() >= missing
                    && (best == null || Cost.of(running).below(Cost.of(best)))
                    && fits(cohort, node, List.of(running))) {
                best = running;
            }
        }
        return best;
    }

    private static boolean alike(List<Occupant> victims) {
        long size = victims.getFirst().amount.gpuMillis();
        return victims.stream().allMatch(victim -> victim.amount.gpuMillis() == size);
    }

    /** Takes victims off the list again, in this order, as long as the request still fits. */
    private List<Occupant> spare(
            List<Occupant> eligible, Comparator<Occupant> order, Cohort cohort, int node) {
        List<Occupant> byWorth = new ArrayList<>(eligible);
        byWorth.sort(order.thenComparing(Occupant.CHEAPEST_FIRST.reversed()));
        markGone(eligible);
        List<Occupant> victims = new ArrayList<>();
        for (Occupant running : byWorth) {
            gone.clear(running.slot);
            if (!fleet.vacancies().fits(cohort.shape, node, isGone)) {
                gone.set(running.slot);
                victims.add(running);
            }
        }
        victims.sort(Occupant.CHEAPEST_FIRST);
        return victims;
    }

    private boolean fits(Cohort cohort, int node, List<Occupant> without) {
        markGone(without);
        return fleet.vacancies().fits(cohort.shape, node, isGone);
    }

    private void markGone(List<Occupant> victims) {
        gone.clear();
        for (Occupant victim : victims) {
            gone.set(victim.slot);
        }
    }

    private boolean isGone(int holding) {
        int owner = fleet.ledger().claim(holding).owner();
        return owner >= 0 && gone.get(owner);
    }
}
