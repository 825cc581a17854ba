package dev.clawgateway.scheduler.fleet.node;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
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
public final class NodeTable {
    /** Classes compared one by one before a lookup is made. */
    private static final int RECENT = 16;

    private record ClassKey(List<Gpu> gpus, DeviceChoice devices, long unfit) {}

    private static final NodeCapacity NOTHING = new NodeCapacity(List.of(), 0, 0, List.of());

    private Map<NodeId, Integer> numbers = new HashMap<>();
    private final Map<ClassKey, NodeClass> classByKey = new HashMap<>();
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
    private final int maxWorkloads;
    private int end;

    /** No number below this is unused. */
    private int firstUnused;

    /**
     * @param maxWorkloads that a node takes, whatever they need
     */
    public NodeTable(int maxWorkloads) {
        this.maxWorkloads = maxWorkloads;
    }

    public int maxWorkloads() {
        return maxWorkloads;
    }

    /** Nodes known. */
    public int size() {
        return numbers.size();
    }

    /** All numbers in use are below this. */
    public int end() {
        return end;
    }

    public int devicesEnd() {
        return blocks.end();
    }

    public int number(NodeId id) {
        return numbers.getOrDefault(id, -1);
    }

    public boolean exists(int node) {
        return node >= 0 && node < end && nodes[node] != null;
    }

    public SchedulableNode node(int node) {
        SchedulableNode known = nodes[node];
        if (known == null) {
            throw new IllegalStateException("no node has number " + node);
        }
        return known;
    }

    public NodeClass classOf(int node) {
        return classOf[node];
    }

    public int deviceBase(int node) {
        return deviceBase[node];
    }

    public boolean open(int node) {
        return (open[node >>> 6] & (1L << node)) != 0;
    }

    public NodeClass nodeClass(int id) {
        return classById[id];
    }

    public List<NodeClass> classes() {
        return classes;
    }

    public List<String> models() {
        return models;
    }

    /** A node by its id only: known to hold something, but not what it has. */
    public static SchedulableNode placeholder(NodeId id) {
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
    public void expect(int nodeCount) {
        if (numbers.isEmpty()) {
            numbers = HashMap.newHashMap(nodeCount);
        }
    }

    /** Enters a new node; returns its number. */
    public int add(SchedulableNode node) {
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
        setClass(number, node);
        return number;
    }

    /** Replaces what is known of a node; whether its GPUs changed, or who picks them. */
    public boolean replace(int number, SchedulableNode node) {
        SchedulableNode known = node(number);
        NodeCapacity before = known.capacity();
        set(number, node);
        NodeCapacity after = node.capacity();
        if (before.gpus().equals(after.gpus())
                && before.devices() == after.devices()
                && known.unfit().equals(node.unfit())) {
            return false;
        }
        blocks.give(deviceBase[number], classOf(number).count);
        setClass(number, node);
        return true;
    }

    public void remove(int number) {
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

    private void setClass(int number, SchedulableNode node) {
        NodeClass nodeClass = internClass(node);
        classOf[number] = nodeClass;
        deviceBase[number] = blocks.take(nodeClass.count);
    }

    /** The class of nodes with these GPUs, picked by the gateway or by the node. */
    public NodeClass internClass(SchedulableNode node) {
        NodeCapacity capacity = node.capacity();
        // Comparing with a few classes is much cheaper than making the key of a lookup.
        for (int i = 0; i < Math.min(classes.size(), RECENT); i++) {
            NodeClass recent = classes.get(i);
            if (recent.describes(node)) {
                return recent;
            }
        }
        List<Gpu> gpus = NodeClass.key(capacity.gpus());
        ClassKey key = new ClassKey(gpus, capacity.devices(), NodeClass.unfit(node));
        NodeClass known = classByKey.get(key);
        if (known != null) {
            return known;
        }
        int[] model = gpus.stream().mapToInt(gpu -> internModel(gpu.model())).toArray();
        NodeClass fresh =
                new NodeClass(classes.size(), gpus, capacity.devices(), model, key.unfit());
        classes.add(fresh);
        if (fresh.id >= classById.length) {
            classById = Arrays.copyOf(classById, fresh.id * 2);
        }
        classById[fresh.id] = fresh;
        classByKey.put(key, fresh);
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
