package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Advice;
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
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.plugin.ScoringFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A placer of full scans. The queue goes by priority, then age, then order of arrival, and passes
 * over what does not fit; it reserves nothing, and stops nobody but says whom it would.
 */
public final class ReferencePlacer implements Placer {
    /** Of one machine. */
    private static final int MOST_GPUS = 64;

    /** A virtual cluster that nobody declared, and so without a rule of its own. */
    private static final QueueTerms NOWHERE =
            new QueueTerms("undeclared", 0, true, false, null, null, false);

    private final Ledger ledger;
    private final Quotas quotas;
    private final Search search;
    private final Victims victims;
    private final Map<WorkloadId, Entry> entries = new HashMap<>();
    private final TreeSet<Entry> queue = new TreeSet<>(Entry.ORDER);
    private long arrivals;
    private long helpful;
    private boolean serving = true;

    /** A request that waits; {@code lookedAt} is the count of helpful events at its last try. */
    private static final class Entry {
        static final Comparator<Entry> ORDER =
                Comparator.comparingInt(
                                (Entry e) -> -e.pending.spec().scheduling().queue().priority())
                        .thenComparing(e -> e.pending.submittedAt())
                        .thenComparingLong(e -> e.arrival);

        final PendingWorkload pending;
        final long arrival;
        long lookedAt = -1;

        Entry(PendingWorkload pending, long arrival) {
            this.pending = pending;
            this.arrival = arrival;
        }
    }

    /**
     * Policies are {@code best_fit}, {@code bin_pack}, {@code spread}, {@code fewest_workloads} and
     * {@code custom}; for any other word the choice among the nodes that fit as well is arbitrary.
     *
     * @param policy for workloads that name none
     * @param custom the function of {@code custom}
     * @param maxWorkloads that a node takes
     */
    public ReferencePlacer(String policy, ScoringFunction custom, int maxWorkloads) {
        this.ledger = new Ledger(maxWorkloads);
        this.quotas = new Quotas(ledger);
        ledger.selectors = quotas::selector;
        this.search = new Search(ledger, quotas, new Ranking(ledger, policy, custom));
        this.victims = new Victims(ledger, quotas, search);
    }

    @Override
    public List<String> policies() {
        return List.of("best_fit", "bin_pack", "spread", "fewest_workloads", "custom");
    }

    @Override
    public void upsertNode(SchedulableNode node) {
        ledger.put(node);
        helpful++;
    }

    @Override
    public void upsertNode(SchedulableNode node, Map<WorkloadId, Allocation> moved) {
        upsertNode(node);
        ledger.move(moved);
    }

    @Override
    public void removeNode(NodeId node) {
        ledger.forget(node);
        helpful++;
    }

    @Override
    public void upsertVirtualCluster(VirtualCluster cluster) {
        quotas.put(cluster);
        helpful++;
    }

    @Override
    public void removeVirtualCluster(String name) {
        quotas.remove(name);
        helpful++;
    }

    @Override
    public void setServing(boolean serving) {
        this.serving = serving;
    }

    @Override
    public Placement place(PendingWorkload workload, Moment now) {
        List<String> blockers = blockers(workload, now);
        List<Assignment> assignments = blockers.isEmpty() ? search.reserve(workload) : List.of();
        return assignments.isEmpty()
                ? new Placement.Unplaced(explanation(workload, now, null))
                : new Placement.Placed(assignments);
    }

    @Override
    public Placement plan(PendingWorkload workload, Moment now) {
        Placement placement = place(workload, now);
        if (placement instanceof Placement.Placed placed) {
            placed.assignments().forEach(assignment -> ledger.free(assignment.workload()));
        }
        return placement;
    }

    @Override
    public void enqueue(PendingWorkload workload) {
        withdraw(workload.id());
        Entry entry = new Entry(workload, arrivals++);
        entries.put(workload.id(), entry);
        queue.add(entry);
    }

    @Override
    public void withdraw(WorkloadId id) {
        Entry entry = entries.remove(id);
        if (entry != null) {
            queue.remove(entry);
        }
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
        ledger.hold(id, spec, allocation);
        victims.started(id, gang, startedAt);
    }

    @Override
    public void release(WorkloadId id) {
        victims.ended(id);
        if (ledger.free(id)) {
            helpful++;
        }
    }

    @Override
    public @Nullable Allocation holds(WorkloadId id) {
        return ledger.held(id);
    }

    @Override
    public int holdings() {
        return ledger.size();
    }

    @Override
    public List<Decision> decide(Moment now, int limit) {
        List<Decision> decisions = new ArrayList<>();
        if (!serving) {
            return decisions;
        }
        for (Entry entry : List.copyOf(queue)) {
            if (decisions.size() >= limit) {
                break;
            }
            boolean due = early(entry.pending, now) == null;
            if (due && entry.lookedAt != helpful) {
                List<Assignment> assignments = search.reserve(entry.pending);
                if (assignments.isEmpty()) {
                    entry.lookedAt = helpful;
                } else {
                    withdraw(entry.pending.id());
                    decisions.add(new Decision.Start(assignments));
                }
            }
        }
        return decisions;
    }

    @Override
    public @Nullable Explanation explain(WorkloadId id, Moment now) {
        Entry entry = entries.get(id);
        return entry == null
                ? null
                : explanation(entry.pending, now, 1 + queue.headSet(entry).size());
    }

    @Override
    public List<QueueEntry> queue(Moment now, int limit) {
        return List.of();
    }

    @Override
    public WaitingCounts waiting(Moment now) {
        return WaitingCounts.NONE;
    }

    /** Places as many as fit, node by node. */
    @Override
    public List<Room> room() {
        TreeSet<String> models = new TreeSet<>();
        for (SchedulableNode node : ledger.nodes()) {
            node.capacity().gpus().forEach(gpu -> models.add(gpu.model()));
        }
        return models.stream().map(this::room).toList();
    }

    private Room room(String model) {
        Map<Integer, Long> requests = new HashMap<>();
        for (int size : Room.SIZES) {
            long fitting = 0;
            for (SchedulableNode node : ledger.nodes()) {
                boolean process = !node.capacity().runs(false);
                fitting += room(asking(size, model, process), node);
            }
            requests.put(size, fitting);
        }
        return new Room(model, requests.getOrDefault(1, 0L), requests);
    }

    private static PendingWorkload asking(int gpus, String model, boolean process) {
        GpuRequirement requirement =
                new GpuRequirement(
                        gpus, GpuSelector.ANY, 0, null, List.of(model), null, null, false, 0, null);
        WorkloadSpec bare =
                new WorkloadSpec(
                        process ? WorkloadSpec.PROCESS_IMAGE : "image",
                        List.of(),
                        Map.of(),
                        0,
                        0,
                        0);
        SchedulingRequirements old = bare.scheduling();
        WorkloadSpec spec =
                bare.with(
                        new SchedulingRequirements(
                                old.gates(),
                                requirement,
                                old.node(),
                                old.neighbours(),
                                NOWHERE,
                                old.parallel(),
                                old.gang(),
                                old.policy()));
        List<WorkloadId> members =
                LongStream.range(0, MOST_GPUS)
                        .mapToObj(i -> new WorkloadId(new UUID(0x5000, i)))
                        .toList();
        return new PendingWorkload(members, 1, spec, Instant.EPOCH, null);
    }

    @Override
    public List<VirtualClusterUsage> virtualClusters() {
        return List.of();
    }

    @Override
    public List<PastUse> pastUse(Moment now) {
        return List.of();
    }

    @Override
    public void restorePastUse(List<PastUse> pastUse, Duration ago, Moment now) {}

    @Override
    public @Nullable Advice advise(Moment now) {
        return null;
    }

    /** Who would be stopped for whom. */
    public Victims victims() {
        return victims;
    }

    /** How many members of a gang a node takes, one after the other. */
    public int room(PendingWorkload gang, SchedulableNode node) {
        List<WorkloadId> placed = new ArrayList<>();
        for (WorkloadId member : gang.members()) {
            PendingWorkload one =
                    new PendingWorkload(member, gang.spec(), gang.submittedAt(), node.id());
            if (search.reserve(one).isEmpty()) {
                break;
            }
            placed.add(member);
        }
        placed.forEach(ledger::free);
        return placed.size();
    }

    /** Whether a workload holds something of this node. */
    public boolean isOn(WorkloadId id, SchedulableNode node) {
        return ledger.on(node).stream().anyMatch(holding -> holding.workload().equals(id));
    }

    private Explanation explanation(
            PendingWorkload workload, Moment now, @Nullable Integer position) {
        List<String> blockers = new ArrayList<>(blockers(workload, now));
        String full = search.quotaBlocking(workload);
        if (full != null) {
            blockers.add("the limit of virtual cluster " + full + " is reached");
        }
        return search.explain(workload, blockers, position);
    }

    private List<String> blockers(PendingWorkload workload, Moment now) {
        List<String> blockers = new ArrayList<>();
        if (!serving) {
            blockers.add("the gateway is in maintenance");
        }
        Instant start = early(workload, now);
        if (start != null) {
            blockers.add("not before " + start);
        }
        return blockers;
    }

    private static @Nullable Instant early(PendingWorkload workload, Moment now) {
        Instant start = workload.spec().scheduling().queue().notBefore();
        return start != null && start.isAfter(now.wall()) ? start : null;
    }
}
