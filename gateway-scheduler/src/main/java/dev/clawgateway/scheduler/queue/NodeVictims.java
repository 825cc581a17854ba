package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.Site;
import dev.clawgateway.scheduler.quota.Amounts;
import dev.clawgateway.scheduler.quota.ClusterTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom to stop on one node so that one workload fits there: the cheapest of some nodes. */
final class NodeVictims {
    /** Nodes looked at for one request: a bound on the work, not on time, so that runs repeat. */
    private static final int MAX_NODES = 16;

    private final Fleet fleet;
    private final Roster roster;
    private final Starter starter;
    private final Eligibility eligibility;
    private final int[] nodes = new int[MAX_NODES];

    NodeVictims(Fleet fleet, Roster roster, Starter starter, Eligibility eligibility) {
        this.fleet = fleet;
        this.roster = roster;
        this.starter = starter;
        this.eligibility = eligibility;
    }

    /** The cheapest way found; null when there is none. */
    Preemption.@Nullable Plan plan(
            PendingWorkload pending, Lane lane, int target, Collection<Line> lines, Moment now) {
        Quota need = Preemption.need(pending, lane, fleet);
        int lowest = lowestPriority(lines);
        List<Running> best = null;
        int bestNode = -1;
        for (int node : candidates(lane, target, need, lines, now)) {
            List<Running> victims = victimsOn(node, lane, need, now);
            if (victims != null && (best == null || cheaper(victims, best))) {
                best = victims;
                bestNode = node;
                if (groups(best) == 1 && highest(best) == lowest) {
                    break;
                }
            }
        }
        if (best == null) {
            return null;
        }
        int mark = fleet.mark();
        List<Running> victims = Eligibility.whole(best);
        victims.forEach(victim -> fleet.release(victim.holding));
        List<Site> targets = starter.tryPlace(pending, lane, bestNode);
        fleet.rollback(mark);
        return targets == null
                ? null
                : new Preemption.Plan(
                        pending, victims, targets, Amounts.of(targets.getFirst().allocation()));
    }

    /** The lowest priority of all who may be stopped at all. */
    static int lowestPriority(Collection<Line> lines) {
        int lowest = Integer.MAX_VALUE;
        for (Line line : lines) {
            if (!line.victims.isEmpty()) {
                lowest = Math.min(lowest, line.victims.first().priority);
            }
        }
        return lowest;
    }

    private Set<Integer> candidates(
            Lane lane, int target, Quota need, Collection<Line> lines, Moment now) {
        Set<Integer> found = new LinkedHashSet<>();
        if (target >= 0) {
            found.add(target);
            return found;
        }
        int count = fleet.candidatesWithout(lane.shape, lane.priority, nodes);
        for (int i = 0; i < count; i++) {
            found.add(nodes[i]);
        }
        for (Line line : lines) {
            if (line != lane.line && !line.victims.isEmpty()) {
                addReclaimable(line, lane, need, now, found);
            }
        }
        return found;
    }

    /** Nodes of the cheapest workloads of a line that may be reclaimed, if any may. */
    private void addReclaimable(Line line, Lane lane, Quota need, Moment now, Set<Integer> found) {
        int tried = 0;
        for (Running victim : line.victims) {
            if (tried++ == MAX_NODES) {
                return;
            }
            if (ClusterTree.mayReclaim(lane.line.cluster, need, line.cluster, victim.amount)
                    && eligibility.free(victim, now)) {
                found.add(fleet.nodeOf(victim.holding));
            }
        }
    }

    /** The fewest workloads of a node without which the request fits; null when none suffice. */
    private @Nullable List<Running> victimsOn(int node, Lane lane, Quota need, Moment now) {
        List<Running> eligible = new ArrayList<>();
        for (int h = fleet.firstHolding(node); h >= 0; h = fleet.nextHolding(h)) {
            Running running = roster.of(fleet.claim(h));
            if (running != null) {
                eligible.add(running);
            }
        }
        eligible.sort(Running.CHEAPEST_FIRST);
        eligible.removeIf(running -> !eligibility.eligible(running, lane, need, now));
        eligibility.expectNothing();
        if (eligible.isEmpty() || !fits(lane, node, eligible)) {
            return null;
        }
        List<Running> alone = alone(eligible, lane, node);
        if (alone != null) {
            return alone;
        }
        Comparator<Running> dear = Comparator.comparingInt((Running running) -> -running.priority);
        Comparator<Running> size =
                Comparator.comparingLong((Running running) -> running.amount.gpuMillis());
        List<Running> smallSpared = spare(eligible, dear.thenComparing(size), lane, node);
        List<Running> largeSpared =
                spare(eligible, dear.thenComparing(size.reversed()), lane, node);
        return cheaper(largeSpared, smallSpared) ? largeSpared : smallSpared;
    }

    /** The cheapest that suffices alone; null when none does. */
    private @Nullable List<Running> alone(List<Running> eligible, Lane lane, int node) {
        List<Running> best = null;
        for (Running running : eligible) {
            List<Running> single = List.of(running);
            if ((best == null || cheaper(single, best)) && fits(lane, node, single)) {
                best = single;
            }
        }
        return best;
    }

    /** Takes victims off the list again, in this order, as long as the request still fits. */
    private List<Running> spare(
            List<Running> eligible, Comparator<Running> order, Lane lane, int node) {
        List<Running> victims = new ArrayList<>(eligible);
        List<Running> byWorth = new ArrayList<>(eligible);
        byWorth.sort(order.thenComparing(Running.CHEAPEST_FIRST.reversed()));
        for (Running running : byWorth) {
            victims.remove(running);
            if (!fits(lane, node, victims)) {
                victims.add(running);
            }
        }
        victims.sort(Running.CHEAPEST_FIRST);
        return victims;
    }

    private boolean fits(Lane lane, int node, List<Running> gone) {
        return fleet.fitsWithout(
                lane.shape,
                node,
                holding -> {
                    Running running = roster.of(fleet.claim(holding));
                    return running != null && gone.contains(running);
                });
    }

    /** Fewer victims, then less important ones, then less of the fleet stopped. */
    private static boolean cheaper(List<Running> one, List<Running> other) {
        int byCount = Integer.compare(groups(one), groups(other));
        if (byCount != 0) {
            return byCount < 0;
        }
        int byPriority = Integer.compare(highest(one), highest(other));
        if (byPriority != 0) {
            return byPriority < 0;
        }
        return stopped(one) < stopped(other);
    }

    /** A gang counts once. */
    private static int groups(List<Running> victims) {
        return victims.size() == 1
                ? 1
                : (int) victims.stream().map(victim -> victim.troop.getFirst()).distinct().count();
    }

    private static int highest(List<Running> victims) {
        int highest = Integer.MIN_VALUE;
        for (Running victim : victims) {
            highest = Math.max(highest, victim.priority);
        }
        return highest;
    }

    /** GPUs that stop with them, in thousandths. */
    private static long stopped(List<Running> victims) {
        long stopped = 0;
        for (Running victim : victims.size() == 1 ? victims : Eligibility.whole(victims)) {
            stopped += victim.amount.gpuMillis() * (victims.size() == 1 ? victim.troop.size() : 1);
        }
        return stopped;
    }
}
