package dev.clawgateway.core.state;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.Advice;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.PastUse;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.QueueEntry;
import dev.clawgateway.core.placement.Room;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualClusterUsage;
import dev.clawgateway.core.placement.WaitingCounts;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The simplest placer that keeps the port's promises: whole GPUs, first node by id, first come
 * first served.
 */
final class FirstFitPlacer implements Placer {
    private final Map<NodeId, SchedulableNode> nodes = new TreeMap<>();
    private final Map<WorkloadId, Allocation> held = new HashMap<>();
    private final List<PendingWorkload> queue = new ArrayList<>();
    private final Map<String, VirtualCluster> clusters = new TreeMap<>();
    private final List<Decision> planned = new ArrayList<>();
    private boolean serving = true;

    /** What it says that clusters held of late, and what it was told at the start. */
    List<PastUse> pastUse = List.of();

    @Nullable Duration pastUseAgo;

    /** Has the next call of {@link #decide} answer this first. */
    void plan(Decision decision) {
        planned.add(decision);
    }

    SchedulableNode node(NodeId id) {
        return Objects.requireNonNull(nodes.get(id));
    }

    /** Who holds anything. */
    Set<WorkloadId> holders() {
        return Set.copyOf(held.keySet());
    }

    List<WorkloadId> queued() {
        return queue.stream().map(PendingWorkload::id).toList();
    }

    @Override
    public List<String> policies() {
        return List.of("first_fit");
    }

    @Override
    public void upsertNode(SchedulableNode node) {
        nodes.put(node.id(), node);
    }

    @Override
    public void upsertNode(SchedulableNode node, Map<WorkloadId, Allocation> moved) {
        upsertNode(node);
        held.putAll(moved);
    }

    @Override
    public void removeNode(NodeId node) {
        nodes.remove(node);
    }

    @Override
    public void upsertVirtualCluster(VirtualCluster cluster) {
        clusters.put(cluster.name(), cluster);
    }

    @Override
    public void removeVirtualCluster(String name) {
        clusters.remove(name);
    }

    @Override
    public void setServing(boolean serving) {
        this.serving = serving;
    }

    @Override
    public Placement place(PendingWorkload workload, Moment now) {
        List<Assignment> assignments = new ArrayList<>();
        for (WorkloadId member : workload.members()) {
            Allocation allocation = fit(workload);
            if (allocation != null) {
                held.put(member, allocation);
                assignments.add(new Assignment(member, allocation, "first fit"));
            }
        }
        if (assignments.size() >= workload.minMembers()) {
            return new Placement.Placed(assignments);
        }
        assignments.forEach(assignment -> held.remove(assignment.workload()));
        return new Placement.Unplaced(
                new Explanation(
                        Explanation.Verdict.NOT_NOW,
                        List.of(),
                        nodes.size(),
                        null,
                        List.of(),
                        null,
                        null,
                        null));
    }

    @Override
    public Placement plan(PendingWorkload workload, Moment now) {
        Placement placement = place(workload, now);
        if (placement instanceof Placement.Placed placed) {
            placed.assignments().forEach(assignment -> held.remove(assignment.workload()));
        }
        return placement;
    }

    @Override
    public void enqueue(PendingWorkload workload) {
        queue.add(workload);
    }

    @Override
    public void withdraw(WorkloadId id) {
        queue.removeIf(pending -> pending.id().equals(id));
    }

    @Override
    public boolean waits() {
        return !queue.isEmpty();
    }

    @Override
    public void restore(
            WorkloadId id,
            @Nullable WorkloadId gang,
            WorkloadSpec spec,
            Allocation allocation,
            Instant startedAt) {
        held.put(id, allocation);
    }

    @Override
    public void release(WorkloadId id) {
        held.remove(id);
    }

    @Override
    public @Nullable Allocation holds(WorkloadId id) {
        return held.get(id);
    }

    @Override
    public int holdings() {
        return held.size();
    }

    @Override
    public List<Decision> decide(Moment now, int limit) {
        List<Decision> decisions = new ArrayList<>(planned);
        planned.clear();
        for (PendingWorkload pending : List.copyOf(queue)) {
            if (serving && place(pending, now) instanceof Placement.Placed placed) {
                queue.remove(pending);
                decisions.add(new Decision.Start(placed.assignments()));
            }
        }
        return decisions;
    }

    @Override
    public @Nullable Explanation explain(WorkloadId id, Moment now) {
        return null;
    }

    @Override
    public List<QueueEntry> queue(Moment now, int limit) {
        return List.of();
    }

    @Override
    public WaitingCounts waiting(Moment now) {
        return WaitingCounts.NONE;
    }

    /** Without shares: what is held is not counted, only who waits. */
    @Override
    public List<Room> room() {
        return List.of();
    }

    @Override
    public List<VirtualClusterUsage> virtualClusters() {
        return clusters.values().stream()
                .map(cluster ->
                        new VirtualClusterUsage(
                                cluster, VirtualCluster.Quota.NONE, waiting(cluster), 0))
                .toList();
    }

    private int waiting(VirtualCluster cluster) {
        return (int)
                queue.stream()
                        .map(pending -> pending.spec().scheduling().queue().virtualCluster())
                        .filter(cluster.name()::equals)
                        .count();
    }

    @Override
    public List<PastUse> pastUse(Moment now) {
        return pastUse;
    }

    @Override
    public void restorePastUse(List<PastUse> stored, Duration ago, Moment now) {
        pastUse = stored;
        pastUseAgo = ago;
    }

    @Override
    public @Nullable Advice advise(Moment now) {
        return null;
    }

    private @Nullable Allocation fit(PendingWorkload workload) {
        for (SchedulableNode node : nodes.values()) {
            boolean allowed = workload.target() == null || workload.target().equals(node.id());
            List<GpuGrant> free = free(node);
            int wanted = workload.spec().effectiveGpuCount();
            if (allowed && node.availability() == Availability.OPEN && free.size() >= wanted) {
                return new Allocation(
                        node.id(),
                        free.subList(0, wanted),
                        workload.spec().cpuMillis(),
                        workload.spec().memoryMib(),
                        0);
            }
        }
        return null;
    }

    private List<GpuGrant> free(SchedulableNode node) {
        Set<Integer> taken = new HashSet<>();
        held.values().stream()
                .filter(allocation -> allocation.node().equals(node.id()))
                .forEach(allocation -> taken.addAll(allocation.gpuIndexes()));
        return node.capacity().gpus().stream()
                .filter(gpu -> !taken.contains(gpu.index()))
                .map(FirstFitPlacer::whole)
                .toList();
    }

    private static GpuGrant whole(Gpu gpu) {
        return new GpuGrant(gpu.index(), 1000, gpu.memoryMib(), null);
    }
}
