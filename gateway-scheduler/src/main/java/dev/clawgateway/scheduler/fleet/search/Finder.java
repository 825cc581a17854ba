package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.GridIndex;
import dev.clawgateway.scheduler.fleet.index.Level;
import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.index.ShapeTable;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.FleetState;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a request and a policy into a choice: which nodes may be looked at, and who looks. */
public final class Finder {
    private final FleetState state;
    private final NodeTable nodes;
    private final FreeState free;
    private final Candidates candidates;
    private final Policies policies;
    private final Fit fit;
    private final GridIndex index;
    private final GridSearch grids;
    private final RandomSearch random;
    private final CustomScore custom;
    private final FragmentationScore fragmentation;
    private final ScoredSearch scored;
    private final NodeBits.Pool pool;

    public Finder(
            FleetState state,
            Policies policies,
            ShapeTable shapes,
            Fit fit,
            Candidates candidates,
            NodeBits.Pool pool) {
        this.state = state;
        this.nodes = state.nodes;
        this.free = state.free;
        this.candidates = candidates;
        this.policies = policies;
        this.pool = pool;
        this.fit = fit;
        this.index = new GridIndex(nodes, free, pool);
        this.grids = new GridSearch(nodes, free, index, fit);
        this.random = new RandomSearch(nodes, free, fit, grids);
        this.custom = new CustomScore(nodes, free);
        this.fragmentation = new FragmentationScore(nodes, free, fit, shapes);
        this.scored = new ScoredSearch(nodes, free, fit, policies, fragmentation);
    }

    /** A workload of this shape arrived: what the fragmentation measure learns from. */
    public void observe(Shape shape) {
        fragmentation.observe(shape);
    }

    /**
     * Grows only when something happened that could help this shape find a place. What found none
     * at some hint finds none while the hint stays the same.
     */
    public long hint(Shape shape) {
        if (shape.seesNeighbours) {
            // In an overlay anything may have changed; nothing is remembered there.
            return state.journal.active() ? Long.MAX_VALUE : state.hints.happened();
        }
        return state.hints.newest(shape.suitable(nodes.classes()));
    }

    /**
     * The best place by the shape's own policy.
     *
     * @param target the only node allowed, by number; -1 for any
     * @param seed of the policy {@code random}
     */
    public boolean find(Shape shape, int target, long seed, Choice into) {
        return find(shape, shape.policy, target, seed, into);
    }

    /** The best place by a policy; whether there is any. */
    public boolean find(Shape shape, int policy, int target, long seed, Choice into) {
        into.reset(policy, shape.cpuMillis, shape.memoryMib);
        if (target >= 0) {
            return findOn(shape, target, into);
        }
        if (knowsOfNone(shape)) {
            return false;
        }
        long hint = hint(shape);
        boolean found = search(shape, policy, seed, null, into);
        if (!found && !state.journal.active() && candidates.closing() == null) {
            shape.refusedAt = hint;
        }
        return found;
    }

    /** The best place by the shape's own policy on any node but this one; whether there is any. */
    public boolean findApart(Shape shape, int from, long seed, Choice into) {
        NodeBits others = new NodeBits(pool);
        others.setToCommon(candidates.passing(shape), null);
        others.put(from, false);
        return findAmong(shape, shape.policy, seed, others, into);
    }

    /** Whether it was tried in vain, and nothing happened since that could help it. */
    boolean knowsOfNone(Shape shape) {
        return hint(shape) <= shape.refusedAt;
    }

    /** The best node of some, whatever is known of earlier tries. */
    boolean findAmong(Shape shape, int policy, long seed, NodeBits among, Choice into) {
        into.reset(policy, shape.cpuMillis, shape.memoryMib);
        return search(shape, policy, seed, among, into);
    }

    private boolean search(
            Shape shape, int policy, long seed, @Nullable NodeBits among, Choice into) {
        @Nullable NodeBits[] masks = candidates.masks(shape, among);
        if (policy >= Policies.LEAST_FRAGMENTATION) {
            boolean narrowed =
                    among != null || shape.seesNeighbours || candidates.closing() != null;
            return findByScore(shape, policy, masks, narrowed, into);
        }
        index.refresh(state.changes);
        if (policy == Policies.RANDOM) {
            int node = findByChance(shape, seed, masks);
            return node >= 0 && pick(shape, policy, node, into);
        }
        return grids.find(shape, policy, masks, 1) && pick(shape, policy, grids.found[0], into);
    }

    private boolean findOn(Shape shape, int node, Choice into) {
        if (!candidates.mayUse(shape, node)) {
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

    /** Up to {@code wanted} nodes the policy would choose, best first, each with its score. */
    public List<Alternative> alternatives(Shape shape, int policy, int wanted) {
        List<Alternative> list = new ArrayList<>();
        index.refresh(state.changes);
        grids.find(shape, Math.min(policy, Policies.RANDOM), candidates.masks(shape, null), wanted);
        for (int i = 0; i < grids.foundCount; i++) {
            int node = grids.found[i];
            int level = fit.level(shape, free, node);
            list.add(new Alternative(node, score(shape, policy, level, node)));
        }
        return list;
    }

    private boolean pick(Shape shape, int policy, int node, Choice into) {
        Level level = grids.foundLevel;
        if (level == null) {
            return false;
        }
        fit.pick(level, free, node, policy == Policies.SPREAD, into);
        into.score = score(shape, policy, level.chainIndex, node);
        return true;
    }

    private boolean findByScore(
            Shape shape, int policy, @Nullable NodeBits[] masks, boolean narrowed, Choice into) {
        NodeBits passing = narrowed ? candidates.passingMask(shape) : masks[0];
        int best = -1;
        for (int tier = masks.length - 1; tier >= 0; tier--) {
            NodeBits among = narrowed || tier > 0 ? masks[tier] : null;
            int node = scored.find(shape, policy, state.changes, passing, among);
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
            into.begin(node, level.chainIndex, level.migProfile);
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
}
