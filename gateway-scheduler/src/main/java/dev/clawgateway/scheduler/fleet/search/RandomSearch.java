package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.Level;
import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the nodes that fit by chance. A few nodes are drawn evenly; when none of them fits,
 * the next one that does after a random number is taken.
 */
final class RandomSearch {
    private static final int DRAWS = 32;

    private final NodeTable nodes;
    private final FreeState state;
    private final Fit fit;
    private final GridSearch grids;

    RandomSearch(NodeTable nodes, FreeState state, Fit fit, GridSearch grids) {
        this.nodes = nodes;
        this.state = state;
        this.fit = fit;
        this.grids = grids;
    }

    /** A node that fits at the best level, -1 for none; the level is the search's. */
    int find(Shape shape, long seed, @Nullable NodeBits mask) {
        if (nodes.end() == 0) {
            return -1;
        }
        long random = seed;
        if (shape.ranked.length == 1) {
            Level only = shape.ranked[0];
            for (int draw = 0; draw < DRAWS; draw++) {
                random = mix(random);
                int node = below(random, nodes.end());
                if (nodes.open(node)
                        && (mask == null || mask.contains(node))
                        && fit.host(shape, state, node)
                        && fit.met(only, state, node)) {
                    grids.foundLevel = only;
                    return node;
                }
            }
        }
        return grids.nextFrom(shape, below(mix(random), nodes.end()), mask);
    }

    static int below(long random, int bound) {
        return (int) (((random >>> 32) * bound) >>> 32);
    }

    /** SplitMix64 (Steele, Lea, Flood, 2014). */
    static long mix(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
