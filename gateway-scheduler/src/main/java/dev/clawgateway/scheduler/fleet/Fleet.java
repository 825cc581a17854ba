package dev.clawgateway.scheduler.fleet;

import dev.clawgateway.core.Allocation;
import dev.clawgateway.core.GpuGrant;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadSpec;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * All nodes, what is held on them, and where more would fit. Nodes, shapes and holdings are small
 * numbers; a decision makes no garbage. Deterministic: the same calls give the same answers, and
 * what is done between {@link #mark} and {@link #rollback} leaves no trace. Confined to one thread.
 */
public final class Fleet {
    private final NodeBits.Pool pool = new NodeBits.Pool();
    private final NodeTable nodes = new NodeTable();
    private final FreeState free = new FreeState(nodes);
    private final Ledger ledger = new Ledger(free);
    private final ChangeLog changes = new ChangeLog();
    private final ChangeLog attributes = new ChangeLog();
    private final Topology topology = new Topology(nodes);
    private final Neighbours neighbours = new Neighbours(nodes, ledger, topology);
    private final Hints hints = new Hints();
    private final Journal journal = new Journal();
    private final Grants grants = new Grants();
    private final Policies policies;
    private final ShapeTable shapes;
    private final Finder finder;
    private final GangPlacement gangs;
    private final EmptyRooms emptyRooms;
    private long[] capacityByModel = new long[0];
    private RefusalCount[] refusalCounts = new RefusalCount[0];

    public Fleet(Policies policies) {
        this.policies = policies;
        this.shapes = new ShapeTable(policies, pool);
        this.finder =
                new Finder(
                        nodes,
                        free,
                        ledger,
                        changes,
                        attributes,
                        neighbours,
                        policies,
                        shapes,
                        pool);
        this.gangs = new GangPlacement(this, nodes, finder, topology);
        this.emptyRooms =
                new EmptyRooms(nodes, new MemberSlots(nodes, free, new Fit(nodes)), changes);
    }

    // ---- nodes ----

    /**
     * Enters a node, or what changed about it; what is held there stays held. Returns its number.
     */
    public int upsert(SchedulableNode node) {
        int number = nodes.number(node.id());
        if (number < 0) {
            return add(node);
        }
        SchedulableNode before = nodes.node(number);
        if (before.equals(node)) {
            return number;
        }
        neighbours.countAll(number, -1);
        if (!before.capacity().equals(node.capacity())) {
            changeCapacity(number, node);
        } else {
            nodes.replace(number, node);
        }
        topology.update(number, node);
        neighbours.countAll(number, 1);
        if (!sameAttributes(before, node)) {
            attributes.record(number);
        }
        changed(number);
        hints.help(nodes.classOf(number).id);
        return number;
    }

    /** Many nodes at once, in this order. */
    public void load(Iterable<SchedulableNode> all) {
        all.forEach(this::upsert);
    }

    /** Forgets a node. What it held must have been released before. */
    public void remove(NodeId id) {
        int number = nodes.number(id);
        if (number < 0) {
            return;
        }
        if (ledger.count(number) > 0) {
            throw new IllegalStateException("node " + id + " still holds workloads");
        }
        countCapacity(number, -1);
        nodes.remove(number);
        topology.remove(number);
        attributes.record(number);
        changed(number);
    }

    /** A node's number; -1 when it is not known. */
    public int number(NodeId id) {
        return nodes.number(id);
    }

    public SchedulableNode node(int number) {
        return nodes.node(number);
    }

    /** Nodes known. */
    public int nodes() {
        return nodes.size();
    }

    /** All node numbers are below this; some may be unused. */
    public int nodesEnd() {
        return nodes.end();
    }

    public boolean exists(int node) {
        return nodes.exists(node);
    }

    /** Whole GPUs nobody holds any part of. */
    public int freeGpus(int node) {
        return Long.bitCount(free.wholeGpus(node));
    }

    /** Thousandths of GPUs free, parts included. */
    public int freeGpuMillis(int node) {
        return free.totalMilli(node);
    }

    /** Thousandths free of the GPU at {@code position} in the node's own order. */
    public int freeGpuMillis(int node, int position) {
        return free.milli(node, position);
    }

    public long freeCpuMillis(int node) {
        return free.cpuMillis(node);
    }

    public long freeMemoryMib(int node) {
        return free.memoryMib(node);
    }

    /** Capacity and allocation of every model seen. */
    public List<ModelTotals> totals() {
        List<ModelTotals> totals = new ArrayList<>();
        for (int model = 0; model < nodes.models().size(); model++) {
            totals.add(
                    new ModelTotals(
                            nodes.models().get(model),
                            model < capacityByModel.length ? capacityByModel[model] : 0,
                            ledger.allocatedMillis(model)));
        }
        return totals;
    }

    // ---- requests ----

    /**
     * The number of everything about a spec that matters for where it can run; equal requests have
     * equal numbers. Throws {@link IllegalArgumentException} for a policy nobody knows.
     */
    public int shape(WorkloadSpec spec) {
        Shape shape = shapes.intern(spec);
        neighbours.watch(shape.key.neighbours());
        return shape.id;
    }

    /** A workload of this shape arrived: what the fragmentation measure learns from. */
    public void observe(int shape) {
        finder.observe(shapes.shape(shape));
    }

    /** Thousandths of GPUs that the first choice of a shape takes; of slices the most it may. */
    public long neededGpuMillis(int shape) {
        Level first = shapes.shape(shape).chain[0];
        int most = first.milli;
        if (first.migProfile != null) {
            most = 0;
            for (NodeClass nodeClass : nodes.classes()) {
                long eligible = first.eligible(nodeClass);
                for (long left = eligible; left != 0; left &= left - 1) {
                    int position = Long.numberOfTrailingZeros(left);
                    most = Math.max(most, first.profile(nodeClass, position).milli());
                }
            }
        }
        return (long) first.count * most;
    }

    /** Number of the policy in force for a shape: the one it names, else the default. */
    public int policy(int shape) {
        return shapes.shape(shape).policy;
    }

    public Policies policies() {
        return policies;
    }

    /**
     * Grows only when something happened that could help this shape find a place. What found none
     * at some hint finds none while the hint stays the same.
     */
    public long hint(int shape) {
        return hint(shapes.shape(shape));
    }

    private long hint(Shape shape) {
        if (shape.seesNeighbours) {
            // In an overlay anything may have changed; nothing is remembered there.
            return journal.active() ? Long.MAX_VALUE : hints.happened();
        }
        long newest = 0;
        List<NodeClass> classes = nodes.classes();
        for (int i = 0; i < classes.size(); i++) { // an iterator would be garbage in every decision
            if (shape.suits(classes.get(i))) {
                newest = Math.max(newest, hints.of(i));
            }
        }
        return newest;
    }

    /**
     * The best place by the shape's own policy.
     *
     * @param target the only node allowed, by number; -1 for any
     * @param seed of the policy {@code random}
     */
    public boolean find(int shape, int target, long seed, Choice into) {
        return find(shape, policy(shape), target, seed, into);
    }

    /** The best place by a policy; whether there is any. */
    public boolean find(int shapeId, int policy, int target, long seed, Choice into) {
        Shape shape = shapes.shape(shapeId);
        into.reset(shapeId, policy);
        if (target >= 0) {
            return finder.findOn(shape, target, into);
        }
        long hint = hint(shape);
        if (hint <= shape.refusedAt) {
            return false;
        }
        boolean found = finder.find(shape, policy, seed, null, into);
        if (!found && !journal.active()) {
            shape.refusedAt = hint;
        }
        return found;
    }

    /**
     * The best place if every preemptible holding below a priority were gone; the devices are those
     * to take then.
     */
    public boolean findWithout(int shapeId, int priorityBelow, int target, Choice into) {
        into.reset(shapeId, Policies.BEST_FIT);
        return finder.findWithout(shapes.shape(shapeId), priorityBelow, target, into);
    }

    /**
     * Nodes that would fit if every preemptible holding below a priority were gone, best first.
     * Returns how many were entered.
     */
    public int candidatesWithout(int shapeId, int priorityBelow, int[] into) {
        return finder.candidatesWithout(shapes.shape(shapeId), priorityBelow, into);
    }

    /** Whether the shape would fit on an open node if the holdings that {@code gone} picks were. */
    public boolean fitsWithout(int shapeId, int node, IntPredicate gone) {
        return finder.fitsWithout(shapes.shape(shapeId), node, gone);
    }

    /** Up to {@code wanted} nodes the policy would choose, best first, each with its score. */
    public List<Alternative> alternatives(int shapeId, int policy, int wanted) {
        return finder.alternatives(shapes.shape(shapeId), policy, wanted);
    }

    /**
     * Whether an open node meets a shape's requirements about nodes, and those about neighbours.
     */
    public boolean admits(int shapeId, int node) {
        return finder.mayUse(shapes.shape(shapeId), node);
    }

    /** The first check one node fails for a shape; null when it fits there. */
    public @Nullable RefusalReason refusal(int shapeId, int node) {
        Shape shape = shapes.shape(shapeId);
        RefusalReason reason = refusalCount(shapeId).reason(node);
        boolean apart =
                reason == null && shape.seesNeighbours && !finder.allowed(shape).contains(node);
        return apart ? RefusalReason.NEIGHBOURS : reason;
    }

    /** Why, or whether, a shape fits nowhere: nodes by first failing check. */
    public Refusals refusals(int shapeId) {
        Shape shape = shapes.shape(shapeId);
        return refusalCount(shapeId)
                .read(changes, shape.seesNeighbours ? finder.allowed(shape) : null);
    }

    private RefusalCount refusalCount(int shapeId) {
        if (shapeId >= refusalCounts.length) {
            refusalCounts = Arrays.copyOf(refusalCounts, shapeId + 16);
        }
        Shape shape = shapes.shape(shapeId);
        RefusalCount count = refusalCounts[shapeId];
        if (count == null) {
            count = new RefusalCount(shape, nodes, free, new Fit(nodes));
            refusalCounts[shapeId] = count;
        }
        return count;
    }

    // ---- holdings ----

    /** Takes what was chosen; returns the holding's number. The choice must be from this state. */
    public int reserve(Choice choice, Claim claim) {
        Shape shape = shapes.shape(choice.shape);
        int node = choice.node;
        NodeClass nodeClass = free.classOf(node);
        String profile = shape.chain[choice.level].migProfile;
        grants.clear();
        for (int i = 0; i < choice.gpus; i++) {
            grants.add(
                    nodeClass.index[choice.positions[i]],
                    choice.millis[i],
                    choice.memoryMib[i],
                    choice.slots[i],
                    profile);
        }
        return hold(node, choice.level, shape.cpuMillis, shape.memoryMib, claim);
    }

    /**
     * Enters what was decided before a restart, whatever the node has now. A node that is not known
     * yet is entered as disconnected, with no capacity, until it is upserted.
     */
    public int restore(Allocation allocation, Claim claim) {
        return restore(
                new Site(allocation, Collections.nCopies(allocation.gpus().size(), 0)), claim);
    }

    /** Enters what was decided, slices exactly where they are; a slice without slots as above. */
    public int restore(Site site, Claim claim) {
        Allocation allocation = site.allocation();
        int node = nodes.number(allocation.node());
        if (node < 0) {
            node = add(NodeTable.placeholder(allocation.node()));
        }
        grants.clear();
        for (int i = 0; i < Math.min(allocation.gpus().size(), Blocks.MAX); i++) {
            GpuGrant grant = allocation.gpus().get(i);
            grants.add(
                    grant.index(),
                    grant.milli(),
                    (int) Math.min(grant.memoryMib(), Integer.MAX_VALUE),
                    site.slots().get(i),
                    grant.migProfile());
        }
        return hold(
                node,
                allocation.fallbackLevel(),
                allocation.cpuMillis(),
                allocation.memoryMib(),
                claim);
    }

    private int hold(int node, int level, long cpuMillis, long memoryMib, Claim claim) {
        int holding = ledger.hold(node, level, cpuMillis, memoryMib, grants, claim);
        entered(holding);
        if (journal.active()) {
            journal.reserved(holding);
        }
        return holding;
    }

    /** Frees what is held. The number must not be used again. */
    public void release(int holding) {
        int nodeClass = free.classOf(ledger.node(holding)).id;
        int place = left(holding);
        long before = hints.help(nodeClass);
        if (journal.active()) {
            journal.released(holding, before, place);
        } else {
            ledger.forget(holding);
        }
    }

    private void changed(int node) {
        changes.record(node);
        if (!journal.active()) {
            hints.happen();
        }
    }

    private void entered(int holding) {
        int node = ledger.node(holding);
        changed(node);
        countNeighbour(holding, 1);
    }

    private int left(int holding) {
        countNeighbour(holding, -1);
        changed(ledger.node(holding));
        return ledger.drop(holding);
    }

    private void countNeighbour(int holding, int sign) {
        if (neighbours.watching()) {
            neighbours.count(ledger.node(holding), ledger.labels(holding), sign);
        }
    }

    /**
     * Places members of one shape together: all of them, or as many as fit but at least {@code
     * min}, or none.
     *
     * @param topologyKey node label whose value all must share; null for anywhere, close together
     *     where the fleet says what is close
     * @param claims by member
     * @param holdings receives the holdings' numbers; its length is the most members wanted
     * @return members placed, 0 when fewer than {@code min} fit
     */
    public int placeGang(
            int shapeId,
            int policy,
            int min,
            @Nullable String topologyKey,
            int target,
            long seed,
            IntFunction<Claim> claims,
            int[] holdings) {
        Shape shape = shapes.shape(shapeId);
        if (hint(shape) <= shape.refusedAt) {
            return 0;
        }
        return gangs.place(shape, policy, min, topologyKey, target, seed, claims, holdings);
    }

    /**
     * How many members of a shape would fit together if nothing ran and every node were in service,
     * rules about neighbours left out: who needs more will never start here.
     *
     * @param wanted counts no further
     * @param topologyKey node label whose value all must share; null for anywhere
     * @param target the only node allowed, by number; -1 for any
     */
    public int membersWhenEmpty(int shapeId, int wanted, @Nullable String topologyKey, int target) {
        Shape shape = shapes.shape(shapeId);
        return target >= 0
                ? emptyRooms.mostOn(shape, wanted, target)
                : emptyRooms.most(shape, wanted, topologyKey);
    }

    /** Holdings in all. */
    public int holdings() {
        return ledger.live();
    }

    /** Holdings on a node. */
    public int holdings(int node) {
        return ledger.count(node);
    }

    /** One of them, by age: the newest is at 0. */
    public int holding(int node, int age) {
        return ledger.at(node, age);
    }

    /** The node's number. */
    public int nodeOf(int holding) {
        return ledger.node(holding);
    }

    public Claim claim(int holding) {
        return ledger.claim(holding);
    }

    public int gpuMillis(int holding) {
        return ledger.gpuMillis(holding);
    }

    public long cpuMillis(int holding) {
        return ledger.cpuMillis(holding);
    }

    public long memoryMib(int holding) {
        return ledger.memoryMib(holding);
    }

    /** The holding as the rest of the system writes it. */
    public Allocation allocation(int holding) {
        return new Allocation(
                nodes.node(ledger.node(holding)).id(),
                ledger.grants(holding),
                ledger.cpuMillis(holding),
                ledger.memoryMib(holding),
                ledger.level(holding));
    }

    /** The same with the MIG slots that its slices cover. */
    public Site site(int holding) {
        Allocation allocation = allocation(holding);
        List<Integer> slots =
                allocation.gpus().stream()
                        .map(grant -> ledger.slots(holding, grant.index()))
                        .toList();
        return new Site(allocation, slots);
    }

    // ---- try, then undo ----

    /** Opens an overlay: reservations and releases from here on can be undone. Marks nest. */
    public int mark() {
        return journal.mark();
    }

    /** Undoes everything since the mark, and ends it. */
    public void rollback(int mark) {
        for (int entry = journal.size() - 1; entry >= mark; entry--) {
            int holding = journal.holding(entry);
            if (journal.isReservation(entry)) {
                left(holding);
                ledger.forget(holding);
            } else {
                ledger.restore(holding, journal.place(entry));
                entered(holding);
                hints.undo(nodes.classOf(ledger.node(holding)).id, journal.hint(entry));
            }
        }
        journal.truncate(mark);
        journal.end();
    }

    /** Keeps everything since the mark, and ends it; an outer mark can still undo it. */
    public void keep(int mark) {
        if (journal.end()) {
            for (int entry = mark; entry < journal.size(); entry++) {
                if (!journal.isReservation(entry)) {
                    ledger.forget(journal.holding(entry));
                }
            }
            if (journal.size() > mark) {
                hints.happen();
            }
            journal.truncate(mark);
        }
    }

    // ---- inside ----

    private int add(SchedulableNode node) {
        int number = nodes.add(node);
        ensure();
        resetFree(number, node);
        countCapacity(number, 1);
        topology.update(number, node);
        attributes.record(number);
        changed(number);
        hints.help(nodes.classOf(number).id);
        return number;
    }

    private void changeCapacity(int number, SchedulableNode node) {
        countCapacity(number, -1);
        ledger.withdrawTotals(number);
        if (nodes.replace(number, node)) {
            attributes.record(number);
        }
        ensure();
        resetFree(number, node);
        ledger.recompute(number);
        countCapacity(number, 1);
    }

    private void resetFree(int number, SchedulableNode node) {
        free.reset(
                number,
                nodes.deviceBase(number),
                nodes.classOf(number),
                node.capacity().cpuMillis(),
                node.capacity().memoryMib());
    }

    private void countCapacity(int number, int sign) {
        NodeClass nodeClass = nodes.classOf(number);
        for (int model : nodeClass.model) {
            if (model >= capacityByModel.length) {
                capacityByModel = Arrays.copyOf(capacityByModel, model + 8);
            }
            capacityByModel[model] += sign * 1000L;
        }
    }

    private void ensure() {
        free.ensure(nodes.end(), nodes.devicesEnd());
        changes.reach(nodes.end());
        attributes.reach(nodes.end());
    }

    private static boolean sameAttributes(SchedulableNode a, SchedulableNode b) {
        return a.labels().equals(b.labels())
                && a.conditions().equals(b.conditions())
                && a.taints().equals(b.taints());
    }
}
