package dev.clawgateway.scheduler;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Advice;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.PastUse;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.QueueEntry;
import dev.clawgateway.core.placement.Room;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.placement.VirtualClusterUsage;
import dev.clawgateway.core.placement.WaitingCounts;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.policy.Policies;
import dev.clawgateway.scheduler.queue.Cohort;
import dev.clawgateway.scheduler.queue.Line;
import dev.clawgateway.scheduler.queue.Occupant;
import dev.clawgateway.scheduler.queue.Prospects;
import dev.clawgateway.scheduler.queue.Protection;
import dev.clawgateway.scheduler.queue.Queues;
import dev.clawgateway.scheduler.queue.Reservations;
import dev.clawgateway.scheduler.queue.Roster;
import dev.clawgateway.scheduler.queue.Starter;
import dev.clawgateway.scheduler.queue.Waiting;
import dev.clawgateway.scheduler.queue.explain.Advisor;
import dev.clawgateway.scheduler.queue.explain.Census;
import dev.clawgateway.scheduler.queue.explain.Explainer;
import dev.clawgateway.scheduler.queue.preempt.Preemption;
import dev.clawgateway.scheduler.quota.QuotaTree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The placement engine: one queue per virtual cluster before the indexed fleet. Confined to the
 * control thread; deterministic (invariant I10).
 */
final class QueueScheduler implements Placer {
    /** Looks at nodes for one listing: about a twentieth of a second. */
    static final int MAX_LISTING_LOOKS = 2_000_000;

    private final Fleet fleet;
    private final QuotaTree tree;
    private final Roster roster;
    private final Queues queues;
    private final Starter starter;
    private final Nominations nominations;
    private final Rounds rounds;
    private final Protection protection;
    private final Reservations reservations;
    private final UsualPolicy usual;
    private final ClusterNodes clusterNodes;
    private final Explainer explainer;
    private final Census census;
    private final Advisor advisor;
    private boolean serving = true;

    /** Counts every change, so that what was worked out before is known to be stale. */
    private long version;

    QueueScheduler(QueueOptions options, Policies policies) {
        this.fleet = Fleet.of(policies, options.maxWorkloadsPerNode());
        this.tree = new QuotaTree(options.usageHalfLife());
        this.usual = new UsualPolicy(policies.name(policies.number(null)));
        this.protection = new Protection(fleet, options.protectedRunTime());
        this.roster = new Roster(protection);
        this.queues = new Queues(fleet, tree);
        this.clusterNodes = new ClusterNodes(tree, queues);
        this.starter = new Starter(fleet, roster, options.seed());
        this.reservations =
                new Reservations(
                        fleet, roster, starter, options.reserveAfter(), options.reservations());
        Preemption preemption = new Preemption(fleet, roster, starter, protection);
        this.nominations = new Nominations(fleet, queues, roster, starter, reservations);
        this.rounds =
                new Rounds(
                        tree,
                        queues,
                        starter,
                        preemption,
                        reservations,
                        nominations,
                        new Prospects(fleet, roster, tree, reservations, protection));
        this.explainer = new Explainer(fleet, reservations);
        this.census = new Census(fleet, queues, reservations, explainer);
        this.advisor = new Advisor(fleet, roster, starter);
    }

    /** Goes by other options from now on, but for the seed and how many workloads a node takes. */
    void change(SchedulerOptions next) {
        version++;
        usual.change(next.policy());
        tree.change(next.usageHalfLife());
        protection.change(next.protectedRunTime(), queues.lines());
        reservations.change(next.reserveAfter(), next.reservations());
        queues.wakeAll();
    }

    @Override
    public List<String> policies() {
        return fleet.shapes().policies().names();
    }

    @Override
    public void loadNodes(List<SchedulableNode> nodes) {
        version++;
        List<SchedulableNode> fresh =
                nodes.stream().filter(node -> fleet.inventory().number(node.id()) < 0).toList();
        fleet.inventory().load(fresh);
        fresh.forEach(node -> tree.resize(Quota.NONE, size(node)));
        nodes.forEach(this::upsertNode);
    }

    @Override
    public void upsertNode(SchedulableNode node) {
        version++;
        int known = fleet.inventory().number(node.id());
        Quota before = known < 0 ? Quota.NONE : size(fleet.inventory().node(known));
        boolean shrank = known >= 0 && shrinks(fleet.inventory().node(known), node);
        fleet.inventory().upsert(node);
        tree.resize(before, size(node));
        if (shrank) {
            nominations.giveUpHoldsOn(node.id());
        }
    }

    /** Whether what is kept of it may not be there to be given any more. */
    private static boolean shrinks(SchedulableNode before, SchedulableNode after) {
        return !before.capacity().equals(after.capacity())
                || !before.unfit().containsAll(after.unfit());
    }

    @Override
    public void upsertNode(SchedulableNode node, Map<WorkloadId, Allocation> moved) {
        if (!moved.isEmpty()) {
            nominations.giveUpHoldsOn(node.id());
        }
        Moves moves = new Moves(fleet, roster, moved);
        moves.lift();
        upsertNode(node);
        moves.settle();
    }

    @Override
    public void removeNode(NodeId node) {
        version++;
        int known = fleet.inventory().number(node);
        if (known >= 0) {
            nominations.giveUpHoldsOn(node);
            tree.resize(size(fleet.inventory().node(known)), Quota.NONE);
            fleet.inventory().remove(node);
        }
    }

    private static Quota size(SchedulableNode node) {
        var capacity = node.capacity();
        return new Quota(
                capacity.gpus().size() * 1000L, capacity.cpuMillis(), capacity.memoryMib());
    }

    @Override
    public void upsertVirtualCluster(VirtualCluster declared) {
        version++;
        Map<String, String> before = clusterNodes.clusterLabels(declared.name());
        tree.put(declared);
        reselected(declared.name(), before);
        queues.wakeAll();
    }

    @Override
    public void removeVirtualCluster(String name) {
        version++;
        Map<String, String> before = clusterNodes.clusterLabels(name);
        tree.forget(name);
        reselected(name, before);
        queues.wakeAll();
    }

    /** Who waits in a virtual cluster, or below it, waits for its nodes of now. */
    private void reselected(String name, Map<String, String> before) {
        if (!clusterNodes.clusterLabels(name).equals(before)) {
            for (PendingWorkload outdated : clusterNodes.outdated()) {
                withdraw(outdated.id());
                fleet.finder().observe(queues.add(clusterNodes.of(outdated)).cohort.shape);
            }
        }
    }

    @Override
    public void setServing(boolean serving) {
        version++;
        this.serving = serving;
    }

    @Override
    public Placement place(PendingWorkload asked, Moment now) {
        version++;
        tree.age(now.nanos());
        PendingWorkload workload = clusterNodes.of(usual.of(asked));
        Cohort cohort = queues.cohortFor(workload);
        List<Occupant> started = tryNow(workload, cohort, now);
        // Only now: a dry run, which teaches the engine nothing, must have seen the same.
        fleet.finder().observe(cohort.shape);
        return started.isEmpty()
                ? unplaced(cohort, now)
                : new Placement.Placed(starter.assignments(started, ""));
    }

    @Override
    public Placement plan(PendingWorkload asked, Moment now) {
        PendingWorkload workload = clusterNodes.of(usual.of(asked));
        Cohort cohort = queues.cohortFor(workload);
        int mark = fleet.overlay().mark();
        List<Occupant> started = tryNow(workload, cohort, now);
        List<Placement.Assignment> assignments = starter.assignments(started, "");
        fleet.overlay().rollback(mark);
        for (Occupant running : started.reversed()) {
            roster.remove(running.id);
            running.line.account.undo(running.amount);
        }
        return started.isEmpty() ? unplaced(cohort, now) : new Placement.Placed(assignments);
    }

    private List<Occupant> tryNow(PendingWorkload workload, Cohort cohort, Moment now) {
        if (serving && !cohort.early(now.wall())) {
            starter.lookFor(cohort, now);
            try {
                return starter.start(workload, cohort, now);
            } finally {
                starter.looked();
            }
        }
        starter.notTried();
        return List.of();
    }

    private Placement unplaced(Cohort cohort, Moment now) {
        var all = starter.limitedBy();
        var limit = all == null ? starter.partlyLimitedBy() : all;
        return new Placement.Unplaced(
                explainer.unplaced(cohort, limit == null ? null : limit.name(), serving, now));
    }

    @Override
    public void enqueue(PendingWorkload workload) {
        version++;
        withdraw(workload.id());
        fleet.finder().observe(queues.add(clusterNodes.of(usual.of(workload))).cohort.shape);
    }

    @Override
    public void withdraw(WorkloadId id) {
        version++;
        Waiting waiting = queues.remove(id);
        if (waiting != null) {
            nominations.giveUpHoldOf(waiting);
        }
    }

    @Override
    public boolean waits() {
        return !queues.isEmpty();
    }

    @Override
    public void restore(
            WorkloadId id,
            @Nullable WorkloadId gang,
            WorkloadSpec spec,
            Allocation allocation,
            Instant startedAt) {
        version++;
        Line line = queues.line(spec.scheduling().queue().virtualCluster());
        int slot = roster.takeSlot();
        int holding = fleet.overlay().restore(allocation, Starter.claim(slot, spec));
        Occupant running = new Occupant(id, spec, line, allocation, startedAt, slot, holding);
        roster.add(running);
        line.account.charge(running.amount);
        if (gang != null) {
            roster.join(running, gang);
        }
    }

    @Override
    public void release(WorkloadId id) {
        version++;
        nominations.release(id);
    }

    @Override
    public @Nullable Allocation holds(WorkloadId id) {
        Occupant running = roster.find(id);
        return running == null ? null : running.allocation;
    }

    @Override
    public int holdings() {
        return roster.size();
    }

    @Override
    public List<Decision> decide(Moment now, int limit) {
        version++;
        tree.age(now.nanos());
        return rounds.decide(now, limit, serving);
    }

    /** How often the first request of a cohort was tried so far; see {@link Rounds#looks}. */
    long looks() {
        return rounds.looks();
    }

    @Override
    public @Nullable Explanation explain(WorkloadId id, Moment now) {
        Waiting waiting = queues.find(id);
        return waiting == null ? null : explainer.waiting(waiting, serving, version, now);
    }

    @Override
    public List<QueueEntry> queue(Moment now, int limit) {
        List<QueueEntry> entries = new ArrayList<>();
        Set<Shape> shapes = new HashSet<>();
        for (Waiting waiting : queues.inOrder(limit)) {
            shapes.add(waiting.cohort.shape);
            boolean tooMany = (long) shapes.size() * fleet.inventory().size() > MAX_LISTING_LOOKS;
            if (tooMany && !entries.isEmpty()) {
                break;
            }
            Explanation why = explainer.waiting(waiting, serving, version, now);
            entries.add(new QueueEntry(waiting.pending, why));
        }
        return entries;
    }

    @Override
    public WaitingCounts waiting(Moment now) {
        return census.count(nominations.waiting(), serving, now);
    }

    @Override
    public List<Room> room() {
        return fleet.room().now();
    }

    @Override
    public List<VirtualClusterUsage> virtualClusters() {
        return queues.usage();
    }

    @Override
    public List<PastUse> pastUse(Moment now) {
        tree.age(now.nanos());
        return tree.pastUse();
    }

    @Override
    public void restorePastUse(List<PastUse> pastUse, Duration ago, Moment now) {
        version++;
        tree.restore(pastUse, ago, now.nanos());
    }

    @Override
    public @Nullable Advice advise(Moment now) {
        Waiting first = queues.firstWithoutCapacity();
        return first == null ? null : advisor.advise(first);
    }
}
