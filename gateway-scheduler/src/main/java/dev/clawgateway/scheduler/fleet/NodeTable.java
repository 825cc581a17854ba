package dev.clawgateway.scheduler.fleet;

import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.NodeCapacity;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.SchedulableNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nodes by dense number. Numbers are given in order of arrival, the lowest unused one first, and
 * are the last tie-break of every decision.
 */
final class NodeTable {
    /** Classes compared one by one before a lookup is made. */
    private static final int RECENT = 16;

    private static final NodeCapacity NOTHING = new NodeCapacity(List.of(), 0, 0, List.of());

    private Map<NodeId, Integer> numbers = new HashMap<>();
    private final Map<List<Gpu>, NodeClass> classByGpus = new HashMap<>();
    private final List<NodeClass> classes = new ArrayList<>();
    private NodeClass[] classById = new NodeClass[8];
    private final Map<String, Integer> modelNumbers = new HashMap<>();
    private final List<String> models = new ArrayList<>();
    private final BitSet used = new BitSet();
    private final Blocks blocks = new Blocks();

    private @Nullable SchedulableNode[] nodes = new @Nullable SchedulableNode[16];
    private NodeClass[] classOf = new NodeClass[16];

    /** One bit each: small enough to stay in the fastest cache. */
    private long[] open = new long[1];

    private int[] deviceBase = new int[16];
    private int end;

    /** No number below this is unused. */
    private int firstUnused;

    /** Nodes known. */
    int size() {
        return numbers.size();
    }

    /** All numbers in use are below this. */
    int end() {
        return end;
    }

    int devicesEnd() {
        return blocks.end();
    }

    int number(NodeId id) {
        return numbers.getOrDefault(id, -1);
    }

    boolean exists(int node) {
        return node >= 0 && node < end && nodes[node] != null;
    }

    SchedulableNode node(int node) {
        SchedulableNode known = nodes[node];
        if (known == null) {
            throw new IllegalStateException("no node has number " + node);
        }
        return known;
    }

    NodeClass classOf(int node) {
        return classOf[node];
    }

    int deviceBase(int node) {
        return deviceBase[node];
    }

    boolean open(int node) {
        return (open[node >>> 6] & (1L << node)) != 0;
    }

    NodeClass nodeClass(int id) {
        return classById[id];
    }

    List<NodeClass> classes() {
        return classes;
    }

    List<String> models() {
        return models;
    }

    /** A node by its id only: known to hold something, but not what it has. */
    static SchedulableNode placeholder(NodeId id) {
        return new SchedulableNode(
                id,
                id.toString(),
                NOTHING,
                Map.of(),
                Map.of(),
                List.of(),
                Availability.DISCONNECTED);
    }

    /** So many nodes are about to come: grows once instead of often. */
    void expect(int nodeCount) {
        if (numbers.isEmpty()) {
            numbers = HashMap.newHashMap(nodeCount);
        }
    }

    /** Enters a new node; returns its number. */
    int add(SchedulableNode node) {
        int number = used.nextClearBit(firstUnused);
        firstUnused = number + 1;
        used.set(number);
        numbers.put(node.id(), number);
        end = Math.max(end, number + 1);
        if (end > nodes.length) {
            int size = end * 2;
            nodes = Arrays.copyOf(nodes, size);
            classOf = Arrays.copyOf(classOf, size);
            open = Arrays.copyOf(open, (size >>> 6) + 1);
            deviceBase = Arrays.copyOf(deviceBase, size);
        }
        set(number, node);
        setClass(number, node.capacity().gpus());
        return number;
    }

    /** Replaces what is known of a node; whether its GPUs changed. */
    boolean replace(int number, SchedulableNode node) {
        List<Gpu> before = node(number).capacity().gpus();
        set(number, node);
        List<Gpu> after = node.capacity().gpus();
        if (before.equals(after)) {
            return false;
        }
        blocks.give(deviceBase[number], classOf(number).count);
        setClass(number, after);
        return true;
    }

    void remove(int number) {
        numbers.remove(node(number).id());
        blocks.give(deviceBase[number], classOf(number).count);
        nodes[number] = null;
        setOpen(number, false);
        used.clear(number);
        firstUnused = Math.min(firstUnused, number);
    }

    private void set(int number, SchedulableNode node) {
        nodes[number] = node;
        setOpen(number, node.availability() == Availability.OPEN);
    }

    private void setOpen(int number, boolean isOpen) {
        long bit = 1L << number;
        open[number >>> 6] = isOpen ? open[number >>> 6] | bit : open[number >>> 6] & ~bit;
    }

    private void setClass(int number, List<Gpu> gpus) {
        NodeClass nodeClass = internClass(gpus);
        classOf[number] = nodeClass;
        deviceBase[number] = blocks.take(nodeClass.count);
    }

    /** The class of nodes with these GPUs. */
    NodeClass internClass(List<Gpu> gpus) {
        // Comparing with a few classes is much cheaper than making the key of a lookup.
        for (int i = 0; i < Math.min(classes.size(), RECENT); i++) {
            NodeClass recent = classes.get(i);
            if (recent.describes(gpus)) {
                return recent;
            }
        }
        List<Gpu> key = NodeClass.key(gpus);
        NodeClass known = classByGpus.get(key);
        if (known != null) {
            return known;
        }
        int[] model = key.stream().mapToInt(gpu -> internModel(gpu.model())).toArray();
        NodeClass fresh = new NodeClass(classes.size(), key, model);
        classes.add(fresh);
        if (fresh.id >= classById.length) {
            classById = Arrays.copyOf(classById, fresh.id * 2);
        }
        classById[fresh.id] = fresh;
        classByGpus.put(key, fresh);
        return fresh;
    }

    private int internModel(String model) {
        return modelNumbers.computeIfAbsent(
                model,
                name -> {
                    models.add(name);
                    return models.size() - 1;
                });
    }
}
