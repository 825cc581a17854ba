package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.Allocation;
import dev.clawgateway.core.GpuRequirement;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.quota.Amounts;
import dev.clawgateway.scheduler.quota.Cluster;
import dev.clawgateway.scheduler.quota.ClusterTree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom to stop so that a request fits. A victim has a strictly lower priority, or holds what its
 * virtual cluster borrowed from the request's. Everything is tried in an overlay first, so nobody
 * is stopped for a request that then does not fit.
 */
final class Preemption {
    /** Nodes looked at for one request: a bound on the work, not on time, so that runs repeat. */
    private static final int MAX_NODES = 16;

    /**
     * Who is stopped, and what the request gets then.
     *
     * @param victims whole gangs
     * @param amount what the targets count against quota
     */
    record Plan(
            PendingWorkload request,
            List<Running> victims,
            List<Allocation> targets,
            Quota amount) {}

    private final Fleet fleet;
    private final Roster roster;
    private final Starter starter;
    private final Duration protectedRunTime;
    private final int[] nodes = new int[MAX_NODES];
    private final List<Running> expected = new ArrayList<>();
    private @Nullable Instant protectedUntil;

    Preemption(Fleet fleet, Roster roster, Starter starter, Duration protectedRunTime) {
        this.fleet = fleet;
        this.roster = roster;
        this.starter = starter;
        this.protectedRunTime = protectedRunTime;
    }

    /** When the first victim loses its protection that the last plan could have used; or null. */
    @Nullable Instant protectedUntil() {
        return protectedUntil;
    }

    /**
     * The cheapest way found to make room; null when there is none.
     *
     * @param limitedBy the virtual cluster whose limit is in the way; null when capacity is
     */
    @Nullable Plan plan(
            PendingWorkload pending,
            Lane lane,
            @Nullable Cluster limitedBy,
            Collection<Line> lines,
            Moment now) {
        protectedUntil = null;
        PendingWorkload least = least(pending);
        Integer target = starter.target(pending);
        if (target == null || slicesWanted(pending)) {
            return null;
        }
        Plan plan =
                limitedBy == null && least.members().size() == 1
                        ? onOneNode(least, lane, target, lines, now)
                        : anywhere(least, lane, target, limitedBy, lines, now);
        return plan != null && withinLimit(plan, lane) ? plan : null;
    }

    /** An elastic gang makes others stop only for the members it must have. */
    private static PendingWorkload least(PendingWorkload pending) {
        return new PendingWorkload(
                pending.members().subList(0, pending.minMembers()),
                pending.minMembers(),
                pending.spec(),
                pending.submittedAt(),
                pending.target());
    }

    /** Which slices come free together is not followed, so nobody is stopped for one. */
    static boolean slicesWanted(PendingWorkload pending) {
        for (GpuRequirement level = pending.spec().gpuRequirement();
                level != null;
                level = level.fallback()) {
            if (level.migProfile() != null) {
                return true;
            }
        }
        return false;
    }

    private boolean withinLimit(Plan plan, Lane lane) {
        plan.victims().forEach(this::expect);
        boolean within = lane.line.cluster.blockingLater(plan.amount()) == null;
        expectNothing();
        return within;
    }

    // ---- one workload: look at single nodes ----

    private @Nullable Plan onOneNode(
            PendingWorkload pending, Lane lane, int target, Collection<Line> lines, Moment now) {
        Quota need = need(pending);
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
        List<Running> victims = whole(best);
        victims.forEach(victim -> fleet.release(victim.holding));
        List<Allocation> targets = starter.tryPlace(pending, lane, bestNode);
        fleet.rollback(mark);
        return targets == null
                ? null
                : new Plan(pending, victims, targets, Amounts.of(targets.getFirst()));
    }

    private static int lowestPriority(Collection<Line> lines) {
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
                    && free(victim, now)) {
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
        eligible.removeIf(running -> !eligible(running, lane, need, now));
        expectNothing();
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
        for (Running victim : victims.size() == 1 ? victims : whole(victims)) {
            stopped += victim.amount.gpuMillis() * (victims.size() == 1 ? victim.troop.size() : 1);
        }
        return stopped;
    }

    // ---- gangs, and limits: look at the whole fleet ----

    private @Nullable Plan anywhere(
            PendingWorkload pending,
            Lane lane,
            int target,
            @Nullable Cluster limitedBy,
            Collection<Line> lines,
            Moment now) {
        Quota need = need(pending);
        Set<Running> chosen = new LinkedHashSet<>();
        int atLeast = limitedBy == null ? 0 : underLimit(limitedBy, lane, need, lines, now, chosen);
        if (atLeast >= 0) {
            for (Running running : inOrder(lines)) {
                if (!chosen.contains(running) && eligible(running, lane, need, now)) {
                    chosen.addAll(running.troop);
                }
            }
        }
        expectNothing();
        if (atLeast < 0 || chosen.isEmpty()) {
            return null;
        }
        List<Running> order = List.copyOf(chosen);
        int enough = fewest(pending, lane, target, order, atLeast);
        return enough < 0 ? null : narrowed(pending, lane, target, order, atLeast, enough);
    }

    private static List<Running> inOrder(Collection<Line> lines) {
        List<Running> all = new ArrayList<>();
        lines.forEach(line -> all.addAll(line.victims));
        all.sort(Running.CHEAPEST_FIRST);
        return all;
    }

    /** Enters victims until the limit has room; how many, -1 when it never has. */
    private int underLimit(
            Cluster limitedBy,
            Lane lane,
            Quota need,
            Collection<Line> lines,
            Moment now,
            Set<Running> order) {
        for (Running running : inOrder(lines)) {
            if (lane.line.cluster.blockingLater(need) == null) {
                return order.size();
            }
            if (running.line.cluster.isIn(limitedBy)
                    && !order.contains(running)
                    && eligible(running, lane, need, now)) {
                order.addAll(running.troop);
            }
        }
        return lane.line.cluster.blockingLater(need) == null ? order.size() : -1;
    }

    /** The shortest beginning of the list without which the request fits; -1 for none. */
    private int fewest(
            PendingWorkload pending, Lane lane, int target, List<Running> order, int atLeast) {
        if (place(pending, lane, target, order) == null) {
            return -1;
        }
        int low = atLeast;
        int high = order.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (place(pending, lane, target, order.subList(0, middle)) != null) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private @Nullable List<Allocation> place(
            PendingWorkload pending, Lane lane, int target, List<Running> gone) {
        int mark = fleet.mark();
        gone.forEach(victim -> fleet.release(victim.holding));
        List<Allocation> targets = starter.tryPlace(pending, lane, target);
        fleet.rollback(mark);
        return targets;
    }

    /** Spares whoever holds nothing that the request takes. */
    private @Nullable Plan narrowed(
            PendingWorkload pending,
            Lane lane,
            int target,
            List<Running> order,
            int atLeast,
            int enough) {
        List<Running> gone = order.subList(0, enough);
        List<Allocation> targets = place(pending, lane, target, gone);
        if (targets == null) {
            return null;
        }
        Set<Running> victims = new LinkedHashSet<>(order.subList(0, atLeast));
        Quota amount = Quota.NONE;
        for (Allocation allocation : targets) {
            amount = Amounts.sum(amount, Amounts.of(allocation));
            gone.stream().filter(running -> overlaps(running, allocation)).forEach(victims::add);
        }
        addForHost(targets, gone, victims);
        return new Plan(pending, whole(victims), targets, amount);
    }

    private static boolean overlaps(Running running, Allocation target) {
        return running.allocation.node().equals(target.node())
                && running.allocation.gpus().stream()
                        .anyMatch(grant -> target.gpuIndexes().contains(grant.index()));
    }

    /** Adds victims on nodes of the targets until CPU and memory suffice too. */
    private void addForHost(List<Allocation> targets, List<Running> gone, Set<Running> victims) {
        int mark = fleet.mark();
        whole(victims).forEach(victim -> fleet.release(victim.holding));
        Set<Running> released = new LinkedHashSet<>(whole(victims));
        for (Allocation target : targets) {
            int node = fleet.number(target.node());
            long cpu = sumOn(target, targets, true);
            long memory = sumOn(target, targets, false);
            for (Running running : gone) {
                boolean enough =
                        fleet.freeCpuMillis(node) >= cpu && fleet.freeMemoryMib(node) >= memory;
                if (enough) {
                    break;
                }
                if (running.allocation.node().equals(target.node()) && released.add(running)) {
                    victims.add(running);
                    fleet.release(running.holding);
                }
            }
        }
        fleet.rollback(mark);
    }

    private static long sumOn(Allocation target, List<Allocation> targets, boolean cpu) {
        return targets.stream()
                .filter(other -> other.node().equals(target.node()))
                .mapToLong(other -> cpu ? other.cpuMillis() : other.memoryMib())
                .sum();
    }

    // ---- who may be a victim ----

    /** Whether somebody may be stopped for the lane; counts it as leaving if so. */
    private boolean eligible(Running victim, Lane lane, Quota need, Moment now) {
        if (!free(victim, now)) {
            return false;
        }
        Cluster mine = lane.line.cluster;
        Cluster its = victim.line.cluster;
        Quota amount = sum(victim.troop);
        boolean lower =
                victim.priority < lane.priority
                        && (its == mine || ClusterTree.keepsGuarantee(its, mine, amount));
        if (lower || ClusterTree.mayReclaim(mine, need, its, amount)) {
            victim.troop.forEach(this::expect);
            return true;
        }
        return false;
    }

    /** Neither sacrosanct, nor leaving already, nor protected. */
    private boolean free(Running victim, Moment now) {
        for (Running member : victim.troop) {
            if (!member.preemptible() || member.leavingFor != null || member.sliced()) {
                return false;
            }
            Instant until = member.startedAt.plus(protectedRunTime);
            if (until.isAfter(now.wall())) {
                if (protectedUntil == null || until.isBefore(protectedUntil)) {
                    protectedUntil = until;
                }
                return false;
            }
        }
        return true;
    }

    private void expect(Running victim) {
        victim.line.cluster.expect(victim.amount);
        expected.add(victim);
    }

    private void expectNothing() {
        expected.forEach(victim -> victim.line.cluster.expectNoMore(victim.amount));
        expected.clear();
    }

    private static List<Running> whole(Collection<Running> victims) {
        Set<Running> all = new LinkedHashSet<>();
        victims.forEach(victim -> all.addAll(victim.troop));
        return List.copyOf(all);
    }

    private static Quota sum(List<Running> troop) {
        Quota sum = Quota.NONE;
        for (Running member : troop) {
            sum = Amounts.sum(sum, member.amount);
        }
        return sum;
    }

    /** What the first choice of all members counts against quota. */
    private static Quota need(PendingWorkload pending) {
        var spec = pending.spec();
        var gpu = spec.gpuRequirement();
        var share = gpu.share();
        long members = pending.members().size();
        long milli = share == null ? 1000 : share.milli();
        return new Quota(
                members * gpu.count() * milli,
                members * spec.cpuMillis(),
                members * spec.memoryMib());
    }
}
