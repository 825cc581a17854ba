package dev.clawgateway.scheduler.queue.preempt;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.ledger.Site;
import dev.clawgateway.scheduler.queue.Cohort;
import dev.clawgateway.scheduler.queue.Line;
import dev.clawgateway.scheduler.queue.Needs;
import dev.clawgateway.scheduler.queue.Roster;
import dev.clawgateway.scheduler.queue.Running;
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

    private static final Comparator<Running> DEAR =
            Comparator.comparingInt((Running running) -> -running.priority);
    private static final Comparator<Running> SIZE =
            Comparator.comparingLong((Running running) -> running.amount.gpuMillis());

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
        List<Running> best = List.of();
        Cost cost = Cost.UNAFFORDABLE;
        int bestNode = -1;
        for (int node : candidates(cohort, target, need, lines, now)) {
            long missing = leastCost.missing(pending, node);
            if (!leastCost.below(cost, node, missing, lowest)) {
                continue;
            }
            List<Running> there = holdersOn(node);
            List<Running> victims = victimsOn(node, cohort, missing, there, need, now);
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
            int node, List<Running> victims, PendingWorkload pending, Cohort cohort) {
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
        for (Running victim : line.victims) {
            if (tried++ == MAX_NODES) {
                return;
            }
            if (QuotaTree.mayReclaim(cohort.line.account, need, line.account, victim.amount)
                    && eligibility.free(victim, now)) {
                found.add(fleet.ledger().node(victim.holding));
            }
        }
    }

    private List<Running> holdersOn(int node) {
        List<Running> holders = new ArrayList<>();
        for (int age = 0; age < fleet.ledger().count(node); age++) {
            Running running = roster.of(fleet.ledger().claim(fleet.ledger().at(node, age)));
            if (running != null) {
                holders.add(running);
            }
        }
        return holders;
    }

    private boolean suffices(List<Running> set, Cohort cohort, int node, Quota need) {
        return eligibility.together(set, cohort, need)
                && fits(cohort, node, Eligibility.whole(set));
    }

    /** Few workloads of a node without which the request fits; empty when none suffice. */
    private List<Running> victimsOn(
            int node, Cohort cohort, long missing, List<Running> there, Quota need, Moment now) {
        List<Running> eligible = new ArrayList<>(there);
        eligible.sort(Running.CHEAPEST_FIRST);
        eligible.removeIf(running -> !eligibility.eligible(running, cohort, need, now));
        eligibility.expectNothing();
        if (eligible.isEmpty() || !fits(cohort, node, eligible)) {
            return List.of();
        }
        Running alone = alone(eligible, missing, cohort, node);
        if (alone != null) {
            return List.of(alone);
        }
        List<Running> smallSpared = spare(eligible, DEAR.thenComparing(SIZE), cohort, node);
        if (alike(eligible)) {
            return smallSpared;
        }
        List<Running> largeSpared =
                spare(eligible, DEAR.thenComparing(SIZE.reversed()), cohort, node);
        List<Running> fewest = spare(eligible, SIZE.thenComparing(DEAR), cohort, node);
        return cheaper(fewest, cheaper(largeSpared, smallSpared));
    }

    private static List<Running> cheaper(List<Running> one, List<Running> other) {
        return Cost.of(one).below(Cost.of(other)) ? one : other;
    }

    /** The cheapest that suffices alone; null when none does. */
    private @Nullable Running alone(List<Running> eligible, long missing, Cohort cohort, int node) {
        Running best = null;
        for (Running running : eligible) {
            if (running.amount.gpuMillis() >= missing
                    && (best == null || Cost.of(running).below(Cost.of(best)))
                    && fits(cohort, node, List.of(running))) {
                best = running;
            }
        }
        return best;
    }

    private static boolean alike(List<Running> victims) {
        long size = victims.getFirst().amount.gpuMillis();
        return victims.stream().allMatch(victim -> victim.amount.gpuMillis() == size);
    }

    /** Takes victims off the list again, in this order, as long as the request still fits. */
    private List<Running> spare(
            List<Running> eligible, Comparator<Running> order, Cohort cohort, int node) {
        List<Running> byWorth = new ArrayList<>(eligible);
        byWorth.sort(order.thenComparing(Running.CHEAPEST_FIRST.reversed()));
        markGone(eligible);
        List<Running> victims = new ArrayList<>();
        for (Running running : byWorth) {
            gone.clear(running.slot);
            if (!fleet.vacancies().fits(cohort.shape, node, isGone)) {
                gone.set(running.slot);
                victims.add(running);
            }
        }
        victims.sort(Running.CHEAPEST_FIRST);
        return victims;
    }

    private boolean fits(Cohort cohort, int node, List<Running> without) {
        markGone(without);
        return fleet.vacancies().fits(cohort.shape, node, isGone);
    }

    private void markGone(List<Running> victims) {
        gone.clear();
        for (Running victim : victims) {
            gone.set(victim.slot);
        }
    }

    private boolean isGone(int holding) {
        int owner = fleet.ledger().claim(holding).owner();
        return owner >= 0 && gone.get(owner);
    }
}
