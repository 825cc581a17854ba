package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Explanation.Verdict;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuRequirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for devices for one request on every node. */
record Search(Ledger ledger, Quotas quotas, Ranking ranking) {
    /** Places the whole request or nothing; an empty list when it does not fit or has no quota. */
    List<Assignment> reserve(PendingWorkload pending) {
        Gang gang = pending.spec().scheduling().gang();
        String key = gang == null ? null : gang.topologyKey();
        NodeCheck check = ranking.check(pending.spec(), affordable(pending));
        if (key == null) {
            return reserve(pending, check, _ -> true);
        }
        List<String> places =
                ledger.nodes().stream()
                        .map(node -> Neighbours.place(node, key))
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList();
        for (String place : places) {
            List<Assignment> assignments =
                    reserve(pending, check, node -> place.equals(Neighbours.place(node, key)));
            if (!assignments.isEmpty()) {
                return assignments;
            }
        }
        return List.of();
    }

    /**
     * Levels of the chain that every limit has room for, for as many members as must start; all of
     * them where there is none.
     */
    private Predicate<GpuRequirement> affordable(PendingWorkload pending) {
        List<GpuRequirement> affordable = new ArrayList<>();
        for (@Nullable GpuRequirement level = pending.spec().gpuRequirement();
                level != null;
                level = level.fallback()) {
            long members = pending.minMembers();
            Quota amount =
                    new Quota(
                            members * GpuMatch.gpuMillis(level),
                            members * pending.spec().cpuMillis(),
                            members * pending.spec().memoryMib());
            if (quotas.hasRoom(pending.spec().scheduling().queue().virtualCluster(), amount)) {
                affordable.add(level);
            }
        }
        return level -> affordable.isEmpty() || affordable.contains(level);
    }

    private List<Assignment> reserve(
            PendingWorkload pending, NodeCheck check, Predicate<SchedulableNode> among) {
        List<Assignment> assignments = new ArrayList<>();
        for (WorkloadId member : pending.members()) {
            Assignment assignment = one(member, pending, check, among);
            if (assignment == null) {
                break;
            }
            assignments.add(assignment);
        }
        if (assignments.size() >= pending.minMembers()) {
            return assignments;
        }
        assignments.forEach(assignment -> ledger.free(assignment.workload()));
        return List.of();
    }

    private @Nullable Assignment one(
            WorkloadId member,
            PendingWorkload pending,
            NodeCheck check,
            Predicate<SchedulableNode> among) {
        List<Ranking.Fit> fits = new ArrayList<>();
        for (SchedulableNode node : ledger.nodes()) {
            var allocation =
                    among.test(node)
                            ? check.check(pending.spec(), pending.target(), node).allocation()
                            : null;
            if (allocation != null) {
                fits.add(ranking.fit(pending.spec(), node, allocation));
            }
        }
        fits.sort(Ranking.BEST_FIRST);
        if (fits.isEmpty()) {
            return null;
        }
        var chosen = fits.getFirst().allocation();
        ledger.hold(member, pending.spec(), chosen);
        if (quotas.exceeded(pending.spec().scheduling().queue().virtualCluster()) != null) {
            ledger.free(member);
            return null;
        }
        return new Assignment(member, chosen, ranking.policy(pending.spec()));
    }

    /** The virtual cluster whose limit keeps the first member away; null when none does. */
    @Nullable String quotaBlocking(PendingWorkload pending) {
        NodeCheck check = ranking.check(pending.spec(), _ -> true);
        for (SchedulableNode node : ledger.nodes()) {
            var allocation = check.check(pending.spec(), pending.target(), node).allocation();
            if (allocation != null) {
                ledger.hold(pending.id(), pending.spec(), allocation);
                String full = quotas.exceeded(pending.spec().scheduling().queue().virtualCluster());
                ledger.free(pending.id());
                return full;
            }
        }
        return null;
    }

    /** Why it does not fit now, by the first failing check of every node. */
    Explanation explain(
            PendingWorkload pending, List<String> blockers, @Nullable Integer position) {
        Map<RefusalReason, Integer> counts = new EnumMap<>(RefusalReason.class);
        NodeCheck check = ranking.check(pending.spec(), _ -> true);
        String miss = null;
        int most = -1;
        for (SchedulableNode node : ledger.nodes()) {
            NodeCheck.Result result = check.check(pending.spec(), pending.target(), node);
            RefusalReason reason =
                    Objects.requireNonNullElse(result.reason(), RefusalReason.GANG_TOPOLOGY);
            counts.merge(reason, 1, Integer::sum);
            if (reason == RefusalReason.GPU_BUSY && result.free() > most) {
                most = result.free();
                miss = most + " free on " + node.name() + ", needs " + count(pending);
            }
        }
        List<Refusal> refusals =
                counts.entrySet().stream()
                        .map(entry -> new Refusal(entry.getKey(), entry.getValue()))
                        .sorted(
                                Comparator.comparingInt((Refusal r) -> -r.nodes())
                                        .thenComparing(Refusal::reason))
                        .toList();
        boolean waitingHelps =
                !blockers.isEmpty() || refusals.stream().anyMatch(r -> r.reason().waitingHelps());
        return new Explanation(
                waitingHelps ? Verdict.NOT_NOW : Verdict.NEVER_HERE,
                refusals,
                ledger.nodes().size(),
                miss,
                blockers,
                null,
                position,
                null);
    }

    private static int count(PendingWorkload pending) {
        return pending.spec().effectiveGpuCount();
    }
}
