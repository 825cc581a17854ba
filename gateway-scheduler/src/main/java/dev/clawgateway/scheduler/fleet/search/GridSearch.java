package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.Grid;
import dev.clawgateway.scheduler.fleet.index.GridIndex;
import dev.clawgateway.scheduler.fleet.index.HostLevels;
import dev.clawgateway.scheduler.fleet.index.Level;
import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds nodes in the order of a structural policy: level by level of the GPU requirement, preferred
 * labels before others, grids in the order of the {@link SearchPlan}, the lowest class of free CPU
 * and memory first, then the lowest node number.
 *
 * <p>Nodes of the request's own class of CPU or memory may turn out too small. After {@link
 * #MAX_MISSES} of those the search moves on to surer cells and returns to the skipped ones only
 * when nothing else fits, so a crowd of starved nodes cannot make every decision linear.
 */
final class GridSearch {
    private static final int MAX_MISSES = 256;

    private final NodeTable nodes;
    private final FreeState state;
    private final GridIndex index;
    private final Fit fit;
    private SearchPlan[][] plans = new SearchPlan[64][];

    /** The nodes found, in order of preference. */
    int[] found = new int[4];

    int foundCount;
    @Nullable Level foundLevel;

    private int misses;
    private boolean skipped;
    private boolean patient;

    GridSearch(NodeTable nodes, FreeState state, GridIndex index, Fit fit) {
        this.nodes = nodes;
        this.state = state;
        this.index = index;
        this.fit = fit;
    }

    /**
     * Up to {@code wanted} nodes of the best level, into {@link #found}; whether there is any.
     *
     * @param masks one per tier of preferred labels, the most preferred last; null for any node
     */
    boolean find(Shape shape, int policy, @Nullable NodeBits[] masks, int wanted) {
        if (found.length < wanted) {
            found = new int[wanted];
        }
        foundCount = 0;
        for (int rank = 0; rank < shape.ranked.length; rank++) {
            SearchPlan plan = plan(shape, rank, policy);
            for (int tier = masks.length - 1; tier >= 0 && foundCount < wanted; tier--) {
                searchTier(shape, shape.ranked[rank], plan, masks[tier], wanted);
            }
            if (foundCount > 0) {
                foundLevel = shape.ranked[rank];
                return true;
            }
        }
        return false;
    }

    /**
     * The first node that fits at the best level, from number {@code from} up and then from 0; -1
     * for none.
     */
    int nextFrom(Shape shape, int from, @Nullable NodeBits mask) {
        for (int rank = 0; rank < shape.ranked.length; rank++) {
            Level level = shape.ranked[rank];
            SearchPlan plan = plan(shape, rank, Policies.RANDOM);
            int node = nextFrom(shape, level, plan, from, mask);
            if (node < 0 && from > 0) {
                node = nextFrom(shape, level, plan, 0, mask);
            }
            if (node >= 0) {
                foundLevel = level;
                return node;
            }
        }
        return -1;
    }

    private int nextFrom(
            Shape shape, Level level, SearchPlan plan, int from, @Nullable NodeBits mask) {
        int best = Integer.MAX_VALUE;
        for (int i = 0; i < plan.grids.length; i++) {
            Grid grid = index.grid(plan.grids[i]);
            for (long cells = index.nonEmpty(plan.grids[i]) & plan.cells;
                    cells != 0;
                    cells &= cells - 1) {
                int cell = Long.numberOfTrailingZeros(cells);
                int node = grid.next(cell, from, mask);
                while (node >= 0 && node < best) {
                    if (accepts(shape, level, plan, i, node, false)) {
                        best = node;
                    }
                    node = grid.next(cell, node + 1, mask);
                }
            }
        }
        return best == Integer.MAX_VALUE ? -1 : best;
    }

    private void searchTier(
            Shape shape, Level level, SearchPlan plan, @Nullable NodeBits mask, int wanted) {
        misses = 0;
        skipped = false;
        patient = false;
        searchGrids(shape, level, plan, mask, wanted);
        if (foundCount == 0 && skipped) {
            patient = true;
            searchGrids(shape, level, plan, mask, wanted);
        }
    }

    private void searchGrids(
            Shape shape, Level level, SearchPlan plan, @Nullable NodeBits mask, int wanted) {
        for (int i = 0; i < plan.grids.length && foundCount < wanted; i++) {
            if ((index.nonEmpty(plan.grids[i]) & plan.cells) != 0) {
                if (plan.emptiestFirst) {
                    searchDown(shape, level, plan, i, mask, wanted);
                } else {
                    searchUp(shape, level, plan, i, mask, wanted);
                }
            }
        }
    }

    private void searchUp(
            Shape shape,
            Level level,
            SearchPlan plan,
            int entry,
            @Nullable NodeBits mask,
            int wanted) {
        Grid grid = index.grid(plan.grids[entry]);
        for (long cells = index.nonEmpty(plan.grids[entry]) & plan.cells;
                cells != 0 && foundCount < wanted;
                cells &= cells - 1) {
            int cell = Long.numberOfTrailingZeros(cells);
            searchCell(shape, level, plan, grid, cell, entry, mask, wanted);
        }
    }

    private void searchDown(
            Shape shape,
            Level level,
            SearchPlan plan,
            int entry,
            @Nullable NodeBits mask,
            int wanted) {
        Grid grid = index.grid(plan.grids[entry]);
        long cells = index.nonEmpty(plan.grids[entry]) & plan.cells;
        while (cells != 0 && foundCount < wanted) {
            int cell = Long.SIZE - 1 - Long.numberOfLeadingZeros(cells);
            searchCell(shape, level, plan, grid, cell, entry, mask, wanted);
            cells &= ~(1L << cell);
        }
    }

    private void searchCell(
            Shape shape,
            Level level,
            SearchPlan plan,
            Grid grid,
            int cell,
            int entry,
            @Nullable NodeBits mask,
            int wanted) {
        boolean sure =
                (plan.cpuSure || cell / HostLevels.LEVELS > plan.cpuLevel)
                        && (plan.memorySure || cell % HostLevels.LEVELS > plan.memoryLevel);
        int node = grid.next(cell, 0, mask);
        while (node >= 0 && foundCount < wanted) {
            if (accepts(shape, level, plan, entry, node, sure)) {
                enter(node);
            } else if (++misses > MAX_MISSES && !patient) {
                skipped = true;
                return;
            }
            node = foundCount < wanted ? grid.next(cell, node + 1, mask) : -1;
        }
    }

    private boolean accepts(
            Shape shape, Level level, SearchPlan plan, int entry, int node, boolean sure) {
        if (!sure && !fit.host(shape, state, node)) {
            return false;
        } else if (!plan.exact[entry]) {
            return true;
        }
        int part = plan.part[entry];
        boolean met = part < 0 || fit.partMet(level, state, node, part);
        boolean enough = (part >= 0 && level.count == 1) || fit.met(level, state, node);
        return met && enough && noEarlierLevel(shape, level, node);
    }

    /** On one node the first level that is met counts, whatever a later one would score. */
    private boolean noEarlierLevel(Shape shape, Level level, int node) {
        for (int i = 0; i < level.chainIndex; i++) {
            if (fit.met(shape.chain[i], state, node)) {
                return false;
            }
        }
        return true;
    }

    private void enter(int node) {
        for (int i = 0; i < foundCount; i++) {
            if (found[i] == node) {
                return;
            }
        }
        found[foundCount++] = node;
    }

    private SearchPlan plan(Shape shape, int rank, int policy) {
        if (shape.id >= plans.length) {
            plans = Arrays.copyOf(plans, shape.id * 2);
        }
        int width = Policies.FIRST_CUSTOM;
        SearchPlan[] ofShape = plans[shape.id];
        if (ofShape == null) {
            ofShape = new SearchPlan[shape.ranked.length * width];
            plans[shape.id] = ofShape;
        }
        int structural = Math.min(policy, Policies.LEAST_FRAGMENTATION);
        SearchPlan plan = ofShape[rank * width + structural];
        if (plan == null || plan.classes != nodes.classes().size()) {
            plan = new SearchPlan(shape, shape.ranked[rank], structural, nodes, index);
            ofShape[rank * width + structural] = plan;
        }
        return plan;
    }
}
