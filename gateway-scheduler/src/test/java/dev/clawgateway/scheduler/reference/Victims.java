package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may be stopped for a request, and what that costs at the least: every set of workloads of the
 * whole fleet is tried, small ones first.
 */
public final class Victims {
    private final Ledger ledger;
    private final Quotas quotas;
    private final Search search;
    private final Map<WorkloadId, Start> starts = new HashMap<>();

    /** When and in what gang a workload started; alone it is a gang of its own. */
    private record Start(WorkloadId gang, Instant at) {}

    /** All that stops together. */
    private record Troop(List<Holding> members, Instant startedAt) {
        int priority() {
            return members.getFirst().spec().scheduling().queue().priority();
        }

        String cluster() {
            return members.getFirst().spec().scheduling().queue().virtualCluster();
        }

        boolean preemptible() {
            return members.stream().allMatch(m -> m.spec().scheduling().queue().preemptible());
        }

        long gpuMillis() {
            return members.stream().mapToLong(Holding::gpuMillis).sum();
        }
    }

    Victims(Ledger ledger, Quotas quotas, Search search) {
        this.ledger = ledger;
        this.quotas = quotas;
        this.search = search;
    }

    void started(WorkloadId id, @Nullable WorkloadId gang, Instant at) {
        starts.put(id, new Start(gang == null ? id : gang, at));
    }

    void ended(WorkloadId id) {
        starts.remove(id);
    }

    /**
     * The least it costs to make room for the members of a request that must start; null when
     * stopping whoever may be stopped makes none.
     */
    public @Nullable StopCost cheapest(PendingWorkload request, Instant now, Duration protection) {
        List<Troop> candidates =
                troops().stream()
                        .filter(troop -> mayStop(List.of(troop), request, now, protection))
                        .toList();
        if (!makesRoom(candidates, request)) {
            return null;
        }
        for (int size = 1; size <= candidates.size(); size++) {
            StopCost best = null;
            for (List<Troop> set : sets(candidates, size)) {
                StopCost cost = cost(set);
                boolean better = best == null || StopCost.CHEAPEST_FIRST.compare(cost, best) < 0;
                if (better && mayStop(set, request, now, protection) && makesRoom(set, request)) {
                    best = cost;
                }
            }
            if (best != null) {
                return best;
            }
        }
        return null;
    }

    /** What stopping these costs. */
    public StopCost cost(Collection<WorkloadId> stopped) {
        return cost(of(stopped));
    }

    /** Whether these may all be stopped for a request, gangs whole, and it fits then. */
    public boolean justified(
            Collection<WorkloadId> stopped,
            PendingWorkload request,
            Instant now,
            Duration protection) {
        List<Troop> troops = of(stopped);
        return troops.stream().mapToInt(troop -> troop.members().size()).sum() == stopped.size()
                && mayStop(troops, request, now, protection)
                && makesRoom(troops, request);
    }

    private List<Troop> of(Collection<WorkloadId> stopped) {
        return troops().stream()
                .filter(troop ->
                        troop.members().stream().anyMatch(m -> stopped.contains(m.workload())))
                .toList();
    }

    private List<Troop> troops() {
        Map<WorkloadId, List<Holding>> byGang = new LinkedHashMap<>();
        for (Holding holding : ledger.holdings()) {
            byGang.computeIfAbsent(start(holding).gang(), _ -> new ArrayList<>()).add(holding);
        }
        return byGang.values().stream()
                .map(members ->
                        new Troop(
                                members,
                                members.stream()
                                        .map(member -> start(member).at())
                                        .min(Instant::compareTo)
                                        .orElseThrow()))
                .toList();
    }

    private Start start(Holding holding) {
        return Objects.requireNonNull(starts.get(holding.workload()));
    }

    private static StopCost cost(List<Troop> set) {
        return new StopCost(
                set.size(),
                set.stream().mapToInt(Troop::priority).max().orElseThrow(),
                set.stream().mapToLong(Troop::gpuMillis).sum(),
                set.stream().map(Troop::startedAt).min(Instant::compareTo).orElseThrow());
    }

    private static List<List<Troop>> sets(List<Troop> from, int size) {
        if (size == 0) {
            return List.of(List.of());
        }
        List<List<Troop>> sets = new ArrayList<>();
        for (int i = 0; i + size <= from.size(); i++) {
            for (List<Troop> rest : sets(from.subList(i + 1, from.size()), size - 1)) {
                List<Troop> set = new ArrayList<>(List.of(from.get(i)));
                set.addAll(rest);
                sets.add(set);
            }
        }
        return sets;
    }

    /**
     * Whether nobody is sacrosanct or protected, and each of them is less important or holds what
     * was borrowed; in both cases without breaking a guarantee when all are gone.
     */
    private boolean mayStop(
            List<Troop> set, PendingWorkload request, Instant now, Duration protection) {
        var terms = request.spec().scheduling().queue();
        for (Troop troop : set) {
            boolean same = troop.cluster().equals(terms.virtualCluster());
            boolean kept = guaranteeKept(troop.cluster(), terms.virtualCluster(), set);
            boolean lower = troop.priority() < terms.priority() && (same || kept);
            boolean borrowed = kept && within(troop.cluster(), terms.virtualCluster(), request);
            boolean ripe = !troop.startedAt().plus(protection).isAfter(now);
            if (!troop.preemptible() || !ripe || !(lower || borrowed)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a virtual cluster keeps its guarantee, and those above it that are not mine too. */
    private boolean guaranteeKept(String its, String mine, List<Troop> set) {
        for (String name : apart(its, mine)) {
            Quota gone = Quota.NONE;
            for (Troop troop : set) {
                if (quotas.upward(troop.cluster()).contains(name)) {
                    for (Holding member : troop.members()) {
                        gone = Quotas.sum(gone, member.amount());
                    }
                }
            }
            if (!covers(quotas.used(name), gone, quotas.guaranteed(name))) {
                return false;
            }
        }
        return true;
    }

    private static boolean covers(Quota used, Quota gone, Quota owed) {
        return covers(used.gpuMillis(), gone.gpuMillis(), owed.gpuMillis())
                && covers(used.cpuMillis(), gone.cpuMillis(), owed.cpuMillis())
                && covers(used.memoryMib(), gone.memoryMib(), owed.memoryMib());
    }

    private static boolean covers(long used, long gone, long owed) {
        return gone == 0 || used - gone >= owed;
    }

    /**
     * Whether the request is within the guarantee of its side of the tree: that of the highest
     * which has one.
     */
    private boolean within(String its, String mine, PendingWorkload request) {
        List<String> side = apart(mine, its);
        return !apart(its, mine).isEmpty()
                && side.reversed().stream()
                        .filter(name -> concerned(quotas.guaranteed(name), request))
                        .findFirst()
                        .filter(name -> within(name, request))
                        .isPresent();
    }

    private static boolean concerned(Quota owed, PendingWorkload request) {
        return (GpuMatch.gpuMillis(request.spec().gpuRequirement()) > 0 && owed.gpuMillis() > 0)
                || (request.spec().cpuMillis() > 0 && owed.cpuMillis() > 0)
                || (request.spec().memoryMib() > 0 && owed.memoryMib() > 0);
    }

    private boolean within(String name, PendingWorkload request) {
        Quota used = quotas.used(name);
        Quota owed = quotas.guaranteed(name);
        long members = request.minMembers();
        long gpu = members * GpuMatch.gpuMillis(request.spec().gpuRequirement());
        long cpu = members * request.spec().cpuMillis();
        long memory = members * request.spec().memoryMib();
        return within(used.gpuMillis(), gpu, owed.gpuMillis())
                && within(used.cpuMillis(), cpu, owed.cpuMillis())
                && within(used.memoryMib(), memory, owed.memoryMib());
    }

    /** A resource without a guarantee is not looked at. */
    private static boolean within(long used, long more, long owed) {
        return more == 0 || owed == 0 || used + more <= owed;
    }

    /** A virtual cluster and those above it that are not above the other too. */
    private List<String> apart(String one, String other) {
        List<String> shared = quotas.upward(other);
        return quotas.upward(one).stream().takeWhile(name -> !shared.contains(name)).toList();
    }

    private boolean makesRoom(List<Troop> set, PendingWorkload request) {
        PendingWorkload least =
                new PendingWorkload(
                        request.members().subList(0, request.minMembers()),
                        request.minMembers(),
                        request.spec(),
                        request.submittedAt(),
                        request.target());
        Set<Holding> gone =
                set.stream().flatMap(troop -> troop.members().stream()).collect(Collectors.toSet());
        gone.forEach(holding -> ledger.free(holding.workload()));
        var assignments = search.reserve(least);
        assignments.forEach(assignment -> ledger.free(assignment.workload()));
        gone.forEach(ledger::put);
        return !assignments.isEmpty();
    }
}
