package dev.clawgateway.scheduler.fleet;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.index.ShapeTable;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.Claim;
import dev.clawgateway.scheduler.fleet.ledger.FleetState;
import dev.clawgateway.scheduler.fleet.ledger.Inventory;
import dev.clawgateway.scheduler.fleet.ledger.Ledger;
import dev.clawgateway.scheduler.fleet.ledger.ModelTotals;
import dev.clawgateway.scheduler.fleet.ledger.Overlay;
import dev.clawgateway.scheduler.fleet.ledger.Site;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import dev.clawgateway.scheduler.fleet.search.Alternative;
import dev.clawgateway.scheduler.fleet.search.Candidates;
import dev.clawgateway.scheduler.fleet.search.Chances;
import dev.clawgateway.scheduler.fleet.search.EmptyRooms;
import dev.clawgateway.scheduler.fleet.search.Finder;
import dev.clawgateway.scheduler.fleet.search.Fit;
import dev.clawgateway.scheduler.fleet.search.GangPlacement;
import dev.clawgateway.scheduler.fleet.search.MemberSlots;
import dev.clawgateway.scheduler.fleet.search.RefusalCounts;
import dev.clawgateway.scheduler.fleet.search.Refusals;
import dev.clawgateway.scheduler.fleet.search.Vacancies;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.Collection;
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
    private final FleetState state;
    private final NodeTable nodes;
    private final Ledger ledger;
    private final Inventory inventory;
    private final Overlay overlay;
    private final Policies policies;
    private final ShapeTable shapes;
    private final Finder finder;
    private final Vacancies vacancies;
    private final Candidates candidates;
    private final RefusalCounts refusalCounts;
    private final GangPlacement gangs;
    private final EmptyRooms emptyRooms;
    private final Chances chances;

    /** With nodes that take any number of workloads. */
    public Fleet(Policies policies) {
        this(policies, Integer.MAX_VALUE);
    }

    /** With nodes that take so many workloads, whatever they need. */
    public Fleet(Policies policies, int maxWorkloadsPerNode) {
        this.state = new FleetState(maxWorkloadsPerNode);
        this.nodes = state.nodes;
        this.ledger = state.ledger;
        this.inventory = new Inventory(state);
        this.overlay = new Overlay(state);
        NodeBits.Pool pool = new NodeBits.Pool();
        Fit fit = new Fit(nodes);
        MemberSlots memberSlots = new MemberSlots(nodes, state.free, fit);
        Candidates candidates = new Candidates(state, pool);
        this.policies = policies;
        this.shapes = new ShapeTable(policies, pool);
        this.finder = new Finder(state, policies, shapes, fit, candidates, pool);
        this.vacancies = new Vacancies(state, fit, candidates, pool);
        this.candidates = candidates;
        this.refusalCounts = new RefusalCounts(state, candidates);
        this.gangs = new GangPlacement(state, overlay, finder, candidates, memberSlots, pool);
        this.emptyRooms = new EmptyRooms(nodes, memberSlots, state.changes);
        this.chances = new Chances(state, shapes, finder, vacancies);
    }

    // ---- nodes ----

    /** Enters a node, or what changed about it; what is held stays held. Returns its number. */
    public int upsert(SchedulableNode node) {
        return inventory.upsert(node);
    }

    /**
     * Many nodes at once, the quick way to begin. New ones are numbered kind by kind, that is by
     * what GPUs they have, and in this order within a kind; decisions are then a little faster than
     * if nodes of different kinds came one by one.
     */
    public void load(Collection<SchedulableNode> all) {
        inventory.load(all);
    }

    /** Forgets a node; throws {@link IllegalStateException} while something is held there. */
    public void remove(NodeId id) {
        inventory.remove(id);
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
        return Long.bitCount(state.free.wholeGpus(node));
    }

    /** Thousandths of GPUs free, parts included. */
    public int freeGpuMillis(int node) {
        return state.free.totalMilli(node);
    }

    /** Thousandths free of the GPU at {@code position} in the node's own order. */
    public int freeGpuMillis(int node, int position) {
        return state.free.milli(node, position);
    }

    public long freeCpuMillis(int node) {
        return state.free.cpuMillis(node);
    }

    public long freeMemoryMib(int node) {
        return state.free.memoryMib(node);
    }

    /** How many more workloads a node takes, whatever they need. */
    public int moreWorkloads(int node) {
        return state.free.moreWorkloads(node);
    }

    /** Capacity and allocation of every model seen. */
    public List<ModelTotals> totals() {
        return inventory.totals();
    }

    // ---- requests ----

    /**
     * The number of everything about a spec that matters for where it can run; equal requests have
     * equal numbers. Throws {@link IllegalArgumentException} for a policy nobody knows and for a
     * chain of over 256 fallbacks. More than {@link Integer#MAX_VALUE} thousandths of a core or MiB
     * of host memory fit nowhere.
     */
    public int shape(WorkloadSpec spec) {
        Shape shape = shapes.intern(spec);
        state.neighbours.watch(shape.key.neighbours());
        return shape.id;
    }

    /** A workload of this shape arrived: what the fragmentation measure learns from. */
    public void observe(int shape) {
        finder.observe(shapes.shape(shape));
    }

    /** Thousandths of GPUs that the first choice of a shape takes; of slices the most it may. */
    public long neededGpuMillis(int shape) {
        return shapes.shape(shape).neededGpuMillis(nodes.classes());
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
        return finder.hint(shapes.shape(shape));
    }

    /** Whether what happened may help who was refused. */
    public Chances chances() {
        return chances;
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
        return finder.find(shapes.shape(shapeId), policy, target, seed, into);
    }

    /**
     * The best place if every preemptible holding below a priority were gone; the devices are those
     * to take then.
     */
    public boolean findWithout(int shapeId, int priorityBelow, int target, Choice into) {
        return vacancies.find(shapes.shape(shapeId), priorityBelow, target, into);
    }

    /**
     * Nodes that would fit if every preemptible holding below a priority were gone, best first.
     * Returns how many were entered.
     */
    public int candidatesWithout(int shapeId, int priorityBelow, int[] into) {
        return vacancies.candidates(shapes.shape(shapeId), priorityBelow, into);
    }

    /** Whether the shape would fit on an open node if the holdings that {@code gone} picks were. */
    public boolean fitsWithout(int shapeId, int node, IntPredicate gone) {
        return vacancies.fits(shapes.shape(shapeId), node, gone);
    }

    /** Up to {@code wanted} nodes the policy would choose, best first, each with its score. */
    public List<Alternative> alternatives(int shapeId, int policy, int wanted) {
        return finder.alternatives(shapes.shape(shapeId), policy, wanted);
    }

    /** Whether an open node meets a shape's requirements and its rules about neighbours. */
    public boolean admits(int shapeId, int node) {
        return candidates.mayUse(shapes.shape(shapeId), node);
    }

    /** The first check one node fails for a shape; null when it fits there. */
    public @Nullable RefusalReason refusal(int shapeId, int node) {
        return refusalCounts.refusal(shapes.shape(shapeId), node);
    }

    /** Why, or whether, a shape fits nowhere: nodes by first failing check. */
    public Refusals refusals(int shapeId) {
        return refusalCounts.refusals(shapes.shape(shapeId));
    }

    /** The same with a look at every node, no nearest miss, and nothing kept for the next time. */
    public Refusals refusalsOnce(int shapeId) {
        return refusalCounts.once(shapes.shape(shapeId));
    }

    // ---- holdings ----

    /** Takes what was chosen; returns the holding's number. The choice must be from this state. */
    public int reserve(Choice choice, Claim claim) {
        return overlay.reserve(choice, claim);
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
        NodeId id = site.allocation().node();
        int node = nodes.number(id);
        if (node < 0) {
            node = inventory.add(NodeTable.placeholder(id));
        }
        return overlay.restore(node, site, claim);
    }

    /** Frees what is held. The number must not be used again. */
    public void release(int holding) {
        overlay.release(holding);
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
        if (finder.hint(shape) <= shape.refusedAt) {
            return 0;
        }
        return gangs.place(shape, policy, min, topologyKey, target, seed, claims, holdings);
    }

    /**
     * How many members of a shape would fit together if nothing ran and every node were in service
     * and let it in, rules about neighbours left out: who needs more will never start here.
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
        return overlay.mark();
    }

    /** Undoes everything since the mark, and ends it. */
    public void rollback(int mark) {
        overlay.rollback(mark);
    }

    /** Keeps everything since the mark, and ends it; an outer mark can still undo it. */
    public void keep(int mark) {
        overlay.keep(mark);
    }
}
