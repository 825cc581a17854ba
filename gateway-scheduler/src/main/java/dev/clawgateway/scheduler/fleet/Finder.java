package dev.clawgateway.scheduler.fleet;

import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Turns a request and a policy into a choice: which nodes may be looked at, and who looks. */
final class Finder {
    /** Priorities a preemption index is kept for; more take turns. */
    private static final int MAX_BANDS = 8;

    private final NodeTable nodes;
    private final FreeState free;
    private final Ledger ledger;
    private final ChangeLog changes;
    private final ChangeLog attributes;
    private final Neighbours neighbours;
    private final Policies policies;
    private final NodeBits.Pool pool;
    private final Fit fit;
    private final GridIndex index;
    private final GridSearch grids;
    private final RandomSearch random;
    private final CustomScore custom;
    private final FragmentationScore fragmentation;
    private final ScoredSearch scored;
    private final List<Band> bands = new ArrayList<>();
    private final FreeState scratch;
    private final MemberSlots memberSlots;
    private final NodeBits allowed;
    private final NodeBits within;
    private @Nullable NodeBits[] combined = new @Nullable NodeBits[1];

    Finder(FleetState state, Policies policies, ShapeTable shapes, NodeBits.Pool pool) {
        this.nodes = state.nodes;
        this.free = state.free;
        this.ledger = state.ledger;
        this.changes = state.changes;
        this.attributes = state.attributes;
        this.neighbours = state.neighbours;
        this.policies = policies;
        this.pool = pool;
        this.scratch = new FreeState(nodes);
        this.fit = new Fit(nodes);
        this.index = new GridIndex(nodes, free, pool);
        this.grids = new GridSearch(nodes, free, index, fit);
        this.random = new RandomSearch(nodes, free, fit, grids);
        this.custom = new CustomScore(nodes, free);
        this.fragmentation = new FragmentationScore(nodes, free, fit, shapes);
        this.scored = new ScoredSearch(nodes, free, fit, policies, fragmentation);
        this.memberSlots = new MemberSlots(nodes, free, fit);
        this.allowed = new NodeBits(pool);
        this.within = new NodeBits(pool);
    }

    void observe(Shape shape) {
        fragmentation.observe(shape);
    }

    /** The best node of {@code among}, null for all. */
    boolean find(Shape shape, int policy, long seed, @Nullable NodeBits among, Choice into) {
        @Nullable NodeBits[] masks = masks(shape, among);
        if (policy >= Policies.LEAST_FRAGMENTATION) {
            return findByScore(shape, policy, masks, among != null || shape.seesNeighbours, into);
        }
        index.refresh(changes);
        if (policy == Policies.RANDOM) {
            int node = findByChance(shape, seed, masks);
            return node >= 0 && pick(shape, policy, grids, free, node, into);
        }
        return grids.find(shape, policy, masks, 1)
                && pick(shape, policy, grids, free, grids.found[0], into);
    }

    /** The same on one node only. */
    boolean findOn(Shape shape, int node, Choice into) {
        if (!nodes.open(node)
                || !shape.filter.passes(nodes.node(node))
                || (shape.seesNeighbours && !allowed(shape).contains(node))) {
            return false;
        }
        int level = fit.level(shape, free, node);
        if (level == Fit.NONE) {
            return false;
        } else if (into.policy >= Policies.LEAST_FRAGMENTATION) {
            pickScored(shape, into.policy, shape.chain[level], node, into);
            return true;
        }
        fit.pick(shape.chain[level], free, node, into.policy == Policies.SPREAD, into);
        into.score = score(shape, into.policy, level, node);
        return true;
    }

    boolean findWithout(Shape shape, int priorityBelow, int target, Choice into) {
        Band band = band(priorityBelow);
        if (target >= 0) {
            int level = fit.level(shape, band.state, target);
            if (!mayUse(shape, target) || level == Fit.NONE) {
                return false;
            }
            fit.pick(shape.chain[level], band.state, target, false, into);
            return true;
        }
        return band.search.find(shape, Policies.BEST_FIT, masks(shape, null), 1)
                && pick(
                        shape,
                        Policies.BEST_FIT,
                        band.search,
                        band.state,
                        band.search.found[0],
                        into);
    }

    int candidatesWithout(Shape shape, int priorityBelow, int[] into) {
        Band band = band(priorityBelow);
        band.search.find(shape, Policies.BEST_FIT, masks(shape, null), into.length);
        System.arraycopy(band.search.found, 0, into, 0, band.search.foundCount);
        return band.search.foundCount;
    }

    /** Whether it fits on a node without some holdings; null for with all of them. */
    boolean fitsWithout(Shape shape, int node, @Nullable IntPredicate gone) {
        if (gone == null) {
            return fit.level(shape, free, node) != Fit.NONE && mayUse(shape, node);
        } else if (!mayUse(shape, node)) {
            return false;
        }
        scratch.ensure(nodes.end(), nodes.devicesEnd());
        scratch.copyNode(free, node);
        for (int age = 0; age < ledger.count(node); age++) {
            int h = ledger.at(node, age);
            if (gone.test(h)) {
                ledger.giveTo(scratch, h);
            }
        }
        return fit.level(shape, scratch, node) != Fit.NONE;
    }

    /** How many of a shape fit on a node one after the other, at most {@code max}. */
    int slots(Shape shape, int node, int max) {
        return memberSlots.now(shape, node, max);
    }

    List<Alternative> alternatives(Shape shape, int policy, int wanted) {
        List<Alternative> list = new ArrayList<>();
        index.refresh(changes);
        grids.find(shape, Math.min(policy, Policies.RANDOM), masks(shape, null), wanted);
        for (int i = 0; i < grids.foundCount; i++) {
            int node = grids.found[i];
            int level = fit.level(shape, free, node);
            list.add(new Alternative(node, score(shape, policy, level, node)));
        }
        return list;
    }

    /** The nodes a shape's requirements and its rules about neighbours allow. */
    NodeBits allowed(Shape shape) {
        neighbours.allowed(shape, shape.filter.passing(nodes, attributes), allowed);
        return allowed;
    }

    /** A set to fill and to pass as {@code within}; emptied by the next call. */
    NodeBits empty() {
        within.clear();
        return within;
    }

    /** Nodes that pass the shape's requirements; those in service and not. */
    NodeBits passing(Shape shape) {
        return shape.filter.passing(nodes, attributes);
    }

    /** Whether a node is open and allowed by the shape's requirements and rules. */
    boolean mayUse(Shape shape, int node) {
        return nodes.open(node)
                && shape.filter.passes(nodes.node(node))
                && (!shape.seesNeighbours || allowed(shape).contains(node));
    }

    private boolean pick(
            Shape shape, int policy, GridSearch search, FreeState state, int node, Choice into) {
        Level level = search.foundLevel;
        if (level == null) {
            return false;
        }
        fit.pick(level, state, node, policy == Policies.SPREAD, into);
        into.score = score(shape, policy, level.chainIndex, node);
        return true;
    }

    private boolean findByScore(
            Shape shape, int policy, @Nullable NodeBits[] masks, boolean narrowed, Choice into) {
        NodeBits passing = narrowed ? passingMask(shape) : masks[0];
        int best = -1;
        for (int tier = masks.length - 1; tier >= 0; tier--) {
            NodeBits among = narrowed || tier > 0 ? masks[tier] : null;
            int node = scored.find(shape, policy, changes, passing, among);
            if (node >= 0
                    && (best < 0
                            || scored.levelRank(shape, node) < scored.levelRank(shape, best))) {
                best = node;
            }
        }
        if (best < 0) {
            return false;
        }
        Level level = shape.chain[fit.level(shape, free, best)];
        pickScored(shape, policy, level, best, into);
        return true;
    }

    /** A part goes to the device the score was computed for. */
    private void pickScored(Shape shape, int policy, Level level, int node, Choice into) {
        boolean byFragmentation = policy == Policies.LEAST_FRAGMENTATION;
        into.score = score(shape, policy, level.chainIndex, node);
        if (byFragmentation && fragmentation.chosen >= 0) {
            into.node = node;
            into.level = level.chainIndex;
            into.gpus = 0;
            fit.addPart(level, free, node, fragmentation.chosen, into);
        } else {
            fit.pick(level, free, node, false, into);
        }
    }

    /** The better level counts first, then more preferred labels; chance decides among the rest. */
    private int findByChance(Shape shape, long seed, @Nullable NodeBits[] masks) {
        int best = -1;
        Level level = null;
        for (int tier = masks.length - 1; tier >= 0; tier--) {
            int node = random.find(shape, seed, masks[tier]);
            Level met = grids.foundLevel;
            if (node >= 0 && met != null && (level == null || shape.prefers(met, level))) {
                best = node;
                level = met;
            }
        }
        grids.foundLevel = level;
        return best;
    }

    private @Nullable NodeBits passingMask(Shape shape) {
        return shape.filter.masks(nodes, attributes)[0];
    }

    /**
     * The policy's measure of a node before the request is placed, lower is better: thousandths of
     * GPUs left over for {@code best_fit}; thousandths of the node free for {@code bin_pack}, the
     * same in use for {@code spread}; workloads for {@code fewest_workloads}.
     */
    private long score(Shape shape, int policy, int level, int node) {
        if (policy >= Policies.FIRST_CUSTOM) {
            return custom.score(policies.function(policy), shape, level, node);
        } else if (policy == Policies.LEAST_FRAGMENTATION) {
            return fragmentation.added(shape, shape.chain[level], node);
        } else if (policy == Policies.FEWEST_WORKLOADS) {
            return scored.workloads(node);
        }
        int count = free.classOf(node).count;
        int milli = free.totalMilli(node);
        return switch (policy) {
            case Policies.BIN_PACK -> count == 0 ? 0 : milli / count;
            case Policies.SPREAD -> count == 0 ? 0 : 1000 - milli / count;
            case Policies.RANDOM -> 0;
            default -> {
                Level met = shape.chain[level];
                yield milli - (long) met.count * met.milli;
            }
        };
    }

    private @Nullable NodeBits[] masks(Shape shape, @Nullable NodeBits among) {
        @Nullable NodeBits[] tiers = shape.filter.masks(nodes, attributes);
        NodeBits extra = among;
        if (shape.seesNeighbours) {
            extra = allowed(shape);
            if (among != null) {
                NodeBits both = new NodeBits(pool);
                both.setToCommon(extra, among);
                extra = both;
            }
        }
        if (extra == null) {
            return tiers;
        }
        if (combined.length < tiers.length) {
            combined = new @Nullable NodeBits[tiers.length];
        }
        @Nullable NodeBits[] narrowed = new @Nullable NodeBits[tiers.length];
        for (int tier = 0; tier < tiers.length; tier++) {
            NodeBits bits = combined[tier];
            if (bits == null) {
                bits = new NodeBits(pool);
                combined[tier] = bits;
            }
            bits.setToCommon(extra, tiers[tier]);
            narrowed[tier] = bits;
        }
        return narrowed;
    }

    private Band band(int priority) {
        for (int i = 0; i < bands.size(); i++) {
            if (bands.get(i).priority == priority) {
                bands.get(i).refresh(changes);
                return bands.get(i);
            }
        }
        if (bands.size() == MAX_BANDS) {
            bands.removeFirst();
        }
        Band fresh = new Band(priority, nodes, ledger, free, fit, pool);
        bands.add(fresh);
        fresh.refresh(changes);
        return fresh;
    }
}
