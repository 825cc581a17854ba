package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.GridIndex;
import dev.clawgateway.scheduler.fleet.index.HostLevels;
import dev.clawgateway.scheduler.fleet.index.Level;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which a policy looks at the grids for one level of one shape, best first, and which
 * cells of them. Worked out once per shape, and again when a class of nodes is new.
 *
 * <p>{@code best_fit}: the part that fits tightest, else the fewest free whole GPUs; then the less
 * capable GPU, the smaller node. {@code bin_pack}: the fullest node. {@code spread}: the emptiest.
 */
public final class SearchPlan {
    /** Grids in order of preference. */
    final int[] grids;

    /** By grid: whether each node must be looked at exactly. */
    final boolean[] exact;

    /**
     * By grid: the part that some device must offer, {@link Fit#CUT}, {@link Fit#UNTOUCHED} or a
     * level; -1.
     */
    final int[] part;

    /** Cells with enough CPU and memory, or perhaps enough. */
    final long cells;

    final boolean emptiestFirst;
    final int cpuLevel;
    final int memoryLevel;
    final boolean cpuSure;
    final boolean memorySure;

    /** Classes known when this was made. */
    final int classes;

    private record Entry(int grid, boolean exact, int part, double fill, int whole, NodeClass of) {}

    SearchPlan(Shape shape, Level level, int policy, NodeTable nodes, GridIndex index) {
        classes = nodes.classes().size();
        emptiestFirst = policy == Policies.SPREAD;
        cpuLevel = HostLevels.cpu(shape.cpuMillis);
        memoryLevel = HostLevels.memory(shape.memoryMib);
        cpuSure = HostLevels.cpuSure(cpuLevel, shape.cpuMillis);
        memorySure = HostLevels.memorySure(memoryLevel, shape.memoryMib);
        long enough = 0;
        for (int cpu = cpuLevel; cpu < HostLevels.LEVELS; cpu++) {
            for (int memory = memoryLevel; memory < HostLevels.LEVELS; memory++) {
                enough |= 1L << (cpu * HostLevels.LEVELS + memory);
            }
        }
        cells = enough;
        List<Entry> entries = new ArrayList<>();
        boolean inOrder = shape.ranked[0] == shape.chain[0] && isChainOrder(shape);
        for (NodeClass nodeClass : nodes.classes()) {
            enter(level, nodeClass, index.base(nodeClass.id), !inOrder, entries);
        }
        entries.sort(order(level, policy));
        grids = entries.stream().mapToInt(Entry::grid).toArray();
        exact = new boolean[grids.length];
        part = new int[grids.length];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = entries.get(i).exact;
            part[i] = level.whole || level.count == 0 ? -1 : entries.get(i).part;
        }
    }

    private static boolean isChainOrder(Shape shape) {
        for (int i = 0; i < shape.chain.length; i++) {
            if (shape.chain[i] != shape.ranked[i]) {
                return false;
            }
        }
        return true;
    }

    private static void enter(
            Level level, NodeClass nodeClass, int base, boolean exact, List<Entry> entries) {
        long eligible = level.eligible(nodeClass);
        if (Long.bitCount(eligible) < level.count) {
            return;
        }
        boolean uniform = level.byClass() && Long.bitCount(eligible) == nodeClass.count;
        boolean closely = exact || (level.count > 0 && (!uniform || !level.whole || level.linked));
        int fewest = level.whole ? level.count : Math.min(level.count, 1);
        for (int whole = fewest; whole <= nodeClass.count; whole++) {
            double fill = nodeClass.count == 0 ? 0 : (double) whole / nodeClass.count;
            entries.add(new Entry(base + whole, closely, Fit.UNTOUCHED, fill, whole, nodeClass));
        }
        int firstPart = base + nodeClass.count + 1;
        if (level.count == 0) {
            return;
        } else if (level.migProfile != null) {
            entries.add(
                    new Entry(firstPart + GridIndex.PART_LEVELS, true, Fit.CUT, -1, 0, nodeClass));
        } else if (!level.whole) {
            for (int part = GridIndex.partLevel(level.milli);
                    part < GridIndex.PART_LEVELS;
                    part++) {
                entries.add(new Entry(firstPart + part, true, part, -1, 0, nodeClass));
            }
        }
    }

    private static Comparator<Entry> order(Level level, int policy) {
        Comparator<Entry> byPart = Comparator.comparingInt(Entry::part);
        Comparator<Entry> order =
                switch (policy) {
                    case Policies.BIN_PACK -> byPart.thenComparingDouble(Entry::fill);
                    case Policies.SPREAD ->
                            byPart.thenComparingDouble(Entry::fill)
                                    .thenComparingInt(Entry::whole)
                                    .reversed();
                    default -> byPart.thenComparingInt(Entry::whole);
                };
        Comparator<Entry> cpuOnlyNodesFirst =
                Comparator.comparing(entry -> level.count == 0 && entry.of.count > 0);
        return cpuOnlyNodesFirst
                .thenComparing(order)
                .thenComparing(entry -> entry.of.rank)
                .thenComparingInt(Entry::grid);
    }
}
