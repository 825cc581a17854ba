package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.Level;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.index.ShapeTable;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.node.Blocks;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.util.Arrays;

/**
 * The policy {@code least_fragmentation}: how much {@link Waste} a placement adds. Equal amounts go
 * to the node that fits tightest, then to the lowest number.
 */
final class FragmentationScore {
    /** Waste that differs by less counts as equal, in thousandths of a GPU. */
    private static final int QUANTUM = 1;

    /** Free CPU is told apart in steps of this, so that states come back. */
    private static final long CPU_QUANTUM = 100;

    private static final long[] HASH = new long[1001];

    static {
        for (int milli = 0; milli < HASH.length; milli++) {
            HASH[milli] = RandomSearch.mix(milli);
        }
    }

    private final NodeTable nodes;
    private final FreeState free;
    private final Fit fit;
    private final ShapeTable shapes;
    private final TypicalMix mix = new TypicalMix();
    private final Waste waste = new Waste();
    private final StateValues known = new StateValues();
    private final int[] devices = new int[Blocks.MAX];
    private final int[] sorted = new int[Blocks.MAX];

    /** Position of the device the last {@link #added} chose, for a part of one GPU; else -1. */
    int chosen;

    FragmentationScore(NodeTable nodes, FreeState free, Fit fit, ShapeTable shapes) {
        this.nodes = nodes;
        this.free = free;
        this.fit = fit;
        this.shapes = shapes;
    }

    /** Scores with different versions must not be compared. */
    int version() {
        return mix.version();
    }

    void observe(Shape shape) {
        int before = mix.version();
        mix.observe(shape.id);
        if (mix.version() != before) {
            waste.learn(new Targets(mix, shapes, nodes));
            known.clear();
        }
    }

    /**
     * The order of nodes for a level that is met there, lower is better: waste added first, then
     * how much stays free.
     */
    long rank(Shape shape, Level level, int node) {
        long steps = Math.floorDiv(added(shape, level, node), QUANTUM) + (1L << 20);
        int milli = free.totalMilli(node) - level.count * level.milli;
        long cpu = free.cpuMillis(node) - shape.cpuMillis;
        long tightness = Math.max(0, cpu + 16L * milli);
        return (steps << 26) | Math.min(tightness, (1 << 26) - 1);
    }

    /** Thousandths of GPU more that will likely stay unused. */
    int added(Shape shape, Level level, int node) {
        NodeClass nodeClass = nodes.classOf(node);
        for (int i = 0; i < nodeClass.count; i++) {
            devices[i] = free.milli(node, i);
        }
        long cpu = free.cpuMillis(node);
        int before = value(nodeClass, cpu);
        long cpuAfter = cpu - shape.cpuMillis;
        chosen = -1;
        if (level.count == 0 || level.migProfile != null) {
            return value(nodeClass, cpuAfter) - before;
        } else if (level.count > 1 || level.whole) {
            takeFirst(level, node);
            return value(nodeClass, cpuAfter) - before;
        }
        return bestDevice(level, node, nodeClass, cpuAfter) - before;
    }

    private void takeFirst(Level level, int node) {
        long eligible = level.eligible(nodes, node);
        int missing = level.count;
        for (long left = eligible; left != 0 && missing > 0; left &= left - 1) {
            int position = Long.numberOfTrailingZeros(left);
            if (devices[position] >= level.milli) {
                devices[position] -= level.milli;
                missing--;
            }
        }
    }

    private int bestDevice(Level level, int node, NodeClass nodeClass, long cpuAfter) {
        long eligible = level.eligible(nodes, node);
        int best = Integer.MAX_VALUE;
        int bestFree = Integer.MAX_VALUE;
        for (long left = eligible; left != 0; left &= left - 1) {
            int position = Long.numberOfTrailingZeros(left);
            if (!fit.partFits(level, free, node, position)) {
                continue;
            }
            int before = devices[position];
            if (before == bestFree && chosen >= 0) {
                continue;
            }
            devices[position] = before - level.milli;
            int value = value(nodeClass, cpuAfter);
            devices[position] = before;
            if (value < best || (value == best && before < bestFree)) {
                best = value;
                bestFree = before;
                chosen = position;
            }
        }
        return best;
    }

    private int value(NodeClass nodeClass, long cpu) {
        long steps = cpu / CPU_QUANTUM;
        boolean anyOrder = waste.anyOrder(nodeClass);
        long key = RandomSearch.mix(((long) nodeClass.id << 40) ^ steps);
        for (int i = 0; i < nodeClass.count; i++) {
            long hash = HASH[Math.clamp(devices[i], 0, 1000)];
            key += anyOrder ? hash : RandomSearch.mix(hash + i);
        }
        key = key == 0 ? 1 : key;
        int value = known.find(key);
        if (value == StateValues.ABSENT) {
            value = waste.of(nodeClass, ordered(anyOrder, nodeClass.count), steps * CPU_QUANTUM);
            known.enter(key, value);
        }
        return value;
    }

    /** What is remembered for every order must not depend on the one that came first. */
    private int[] ordered(boolean anyOrder, int count) {
        if (!anyOrder) {
            return devices;
        }
        System.arraycopy(devices, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        return sorted;
    }
}
