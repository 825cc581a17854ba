package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.MinTree;
import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.ChangeLog;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds nodes by a score that has to be computed: {@code least_fragmentation}, {@code
 * fewest_workloads} and custom functions. Per shape every node's score is kept in a {@link MinTree}
 * and computed again only when the node changed, so a decision costs a few scores and not one for
 * every node.
 */
final class ScoredSearch {
    /**
     * Score of a node that meets level r is above all scores of levels ranked before r: scores stay
     * far below this bit, and all levels that a chain may have fit above it.
     */
    private static final int RANK_SHIFT = 54;

    private static final class Scores {
        private MinTree tree = new MinTree(1);
        private long cursor = -1;
        private int version = -1;
    }

    private final NodeTable nodes;
    private final FreeState free;
    private final Fit fit;
    private final Policies policies;
    private final FragmentationScore fragmentation;
    private final CustomScore custom;
    private @Nullable Scores[] byShape = new @Nullable Scores[64];

    ScoredSearch(
            NodeTable nodes,
            FreeState free,
            Fit fit,
            Policies policies,
            FragmentationScore fragmentation) {
        this.nodes = nodes;
        this.free = free;
        this.fit = fit;
        this.policies = policies;
        this.fragmentation = fragmentation;
        this.custom = new CustomScore(nodes, free);
    }

    /**
     * The best node, -1 for none.
     *
     * @param passing nodes that meet the shape's requirements; null for all
     * @param among further restriction, per decision; null for none
     */
    int find(
            Shape shape,
            int policy,
            ChangeLog log,
            @Nullable NodeBits passing,
            @Nullable NodeBits among) {
        Scores scores = refreshed(shape, policy, log, passing);
        if (among == null) {
            return scores.tree.first();
        }
        int best = -1;
        for (int node = among.next(0, passing); node >= 0; node = among.next(node + 1, passing)) {
            if (best < 0 || scores.tree.key(node) < scores.tree.key(best)) {
                best = node;
            }
        }
        return best >= 0 && scores.tree.key(best) == MinTree.ABSENT ? -1 : best;
    }

    /** After {@link #find}: how preferred the level is that a node meets; 0 is the best. */
    long levelRank(Shape shape, int node) {
        Scores scores = byShape[shape.id];
        return scores == null ? 0 : scores.tree.key(node) >>> RANK_SHIFT;
    }

    private Scores refreshed(Shape shape, int policy, ChangeLog log, @Nullable NodeBits passing) {
        Scores scores = scores(shape);
        int version = policy == Policies.LEAST_FRAGMENTATION ? fragmentation.version() : -policy;
        if (scores.version == version
                && log.reaches(scores.cursor)
                && nodes.end() <= scores.tree.capacity()) {
            for (long position = scores.cursor + 1; position <= log.head(); position++) {
                int node = log.current(position);
                if (node >= 0) {
                    scores.tree.put(node, key(shape, policy, node, passing));
                }
            }
        } else {
            scores.tree = new MinTree(nodes.end());
            for (int node = 0; node < nodes.end(); node++) {
                scores.tree.putUnordered(node, key(shape, policy, node, passing));
            }
            scores.tree.build();
            scores.version = version;
        }
        scores.cursor = log.head();
        return scores;
    }

    private Scores scores(Shape shape) {
        if (shape.id >= byShape.length) {
            byShape = Arrays.copyOf(byShape, shape.id * 2);
        }
        Scores scores = byShape[shape.id];
        if (scores == null) {
            scores = new Scores();
            byShape[shape.id] = scores;
        }
        return scores;
    }

    private long key(Shape shape, int policy, int node, @Nullable NodeBits passing) {
        if (!nodes.open(node) || (passing != null && !passing.contains(node))) {
            return MinTree.ABSENT;
        }
        int level = fit.level(shape, free, node);
        if (level == Fit.NONE) {
            return MinTree.ABSENT;
        }
        long score =
                switch (policy) {
                    case Policies.LEAST_FRAGMENTATION ->
                            fragmentation.rank(shape, shape.chain[level], node);
                    case Policies.FEWEST_WORKLOADS -> workloads(node);
                    default -> custom.score(policies.function(policy), shape, level, node);
                };
        return ((long) rank(shape, level) << RANK_SHIFT) + score;
    }

    /** How many a node runs, or keeps room for. */
    int workloads(int node) {
        return nodes.maxWorkloads() - free.moreWorkloads(node);
    }

    private static int rank(Shape shape, int level) {
        for (int rank = 0; rank < shape.ranked.length; rank++) {
            if (shape.ranked[rank].chainIndex == level) {
                return rank;
            }
        }
        return 0;
    }
}
