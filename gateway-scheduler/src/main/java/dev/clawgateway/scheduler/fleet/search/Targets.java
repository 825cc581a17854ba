package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.scheduler.fleet.index.Level;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.index.ShapeTable;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The requests a free GPU is kept useful for: the typical mix, and one whole node of each size with
 * all its CPU, which is assumed to be asked for now and then even where nobody has yet.
 *
 * <p>The weight of a target grows with the GPUs it asks for, so that a few large requests are not
 * drowned by many small ones, and with the scarcity of nodes that can run it, so that rare machines
 * are kept for those who need them. FGD's own weight is the frequency alone; on the public openb
 * lists that turns away the large and the choosy long before the fleet is full.
 */
final class Targets {
    /** How strongly scarcity counts. */
    private static final double SCARCITY = 0.9;

    /**
     * Share of arrivals that are assumed to want a whole node, over all sizes of node, for ever.
     * One that faded as arrivals are seen would weigh most while little is known, and scatter what
     * comes first, and too little later, when the large node is opened that is asked for next.
     */
    private static final double WHOLE_NODES = 0.01;

    /** Nodes alike in GPUs and CPU. */
    private record Group(NodeClass nodeClass, long cpuMillis) {}

    final int count;

    /** Of the arrivals; 0 for assumed targets. */
    final double[] frequency;

    final double[] weight;
    final long[] cpuMillis;
    final int[] gpus;
    final int[] milli;

    private final List<Level> levels = new ArrayList<>();
    private long[][] eligible = new long[0][];
    private boolean[] anyDevice = new boolean[0];

    /** No targets at all. */
    Targets() {
        count = 0;
        frequency = new double[0];
        weight = new double[0];
        cpuMillis = new long[0];
        gpus = new int[0];
        milli = new int[0];
    }

    Targets(TypicalMix mix, ShapeTable shapes, NodeTable nodes) {
        Map<Group, Integer> groups = groups(nodes);
        List<Group> sizes =
                groups.keySet().stream().filter(group -> group.nodeClass.count > 1).toList();
        int typical = mix.targets().length;
        count = typical + sizes.size();
        frequency = Arrays.copyOf(mix.frequencies(), count);
        weight = new double[count];
        cpuMillis = new long[count];
        gpus = new int[count];
        milli = new int[count];
        for (int t = 0; t < typical; t++) {
            Shape shape = shapes.shape(mix.targets()[t]);
            enter(t, shape.chain[0], shape.cpuMillis, groups);
            weight[t] *= frequency[t];
        }
        for (int i = 0; i < sizes.size(); i++) {
            Level whole = new Level(GpuRequirement.anyOf(sizes.get(i).nodeClass.count), 0);
            enter(typical + i, whole, sizes.get(i).cpuMillis, groups);
            weight[typical + i] *= WHOLE_NODES / sizes.size();
        }
        normalise(typical);
    }

    /** Makes the weights of arrivals 1 in all, scarcity aside. */
    private void normalise(int typical) {
        double sum = 0;
        for (int t = 0; t < typical; t++) {
            sum += frequency[t] * size(levels.get(t));
        }
        for (int t = 0; t < count && sum > 0; t++) {
            weight[t] /= sum;
        }
    }

    private static double size(Level level) {
        return Math.max(1, level.count * level.milli / 1000.0);
    }

    private void enter(int t, Level level, long cpu, Map<Group, Integer> groups) {
        levels.add(level);
        cpuMillis[t] = cpu;
        gpus[t] = level.count;
        milli[t] = level.milli;
        weight[t] = size(level) * scarcity(level, cpu, groups);
    }

    private static double scarcity(Level level, long cpu, Map<Group, Integer> groups) {
        long all = 0;
        long suitable = 0;
        for (Map.Entry<Group, Integer> group : groups.entrySet()) {
            NodeClass nodeClass = group.getKey().nodeClass;
            long gpus = (long) group.getValue() * nodeClass.count;
            all += gpus;
            if (Long.bitCount(level.eligible(nodeClass)) >= level.count
                    && group.getKey().cpuMillis >= cpu) {
                suitable += gpus;
            }
        }
        return suitable == 0 ? 1 : Math.pow((double) all / suitable, SCARCITY);
    }

    private static Map<Group, Integer> groups(NodeTable nodes) {
        Map<Group, Integer> groups =
                new TreeMap<>(
                        Comparator.comparingInt((Group group) -> group.nodeClass.id)
                                .thenComparingLong(group -> group.cpuMillis));
        for (int node = 0; node < nodes.end(); node++) {
            if (nodes.exists(node)) {
                groups.merge(
                        new Group(nodes.classOf(node), nodes.node(node).capacity().cpuMillis()),
                        1,
                        Integer::sum);
            }
        }
        return groups;
    }

    /** By target: devices of this class that qualify; 0 where there are too few. */
    long[] eligible(NodeClass nodeClass) {
        int id = nodeClass.id;
        if (id >= eligible.length) {
            int before = eligible.length;
            eligible = Arrays.copyOf(eligible, id + 8);
            anyDevice = Arrays.copyOf(anyDevice, id + 8);
            Arrays.fill(eligible, before, eligible.length, new long[0]);
        }
        if (eligible[id].length != count) {
            long all = nodeClass.all();
            boolean any = nodeClass.uniform;
            long[] masks = new long[count];
            for (int t = 0; t < count; t++) {
                long mask = levels.get(t).eligible(nodeClass);
                masks[t] = Long.bitCount(mask) >= gpus[t] ? mask : 0;
                any &= masks[t] == 0 || masks[t] == all;
            }
            anyDevice[id] = any;
            eligible[id] = masks;
        }
        return eligible[id];
    }

    /** Whether to every target one device of this class is as good as another. */
    boolean anyDevice(NodeClass nodeClass) {
        eligible(nodeClass);
        return anyDevice[nodeClass.id];
    }
}
