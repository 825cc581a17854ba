package dev.clawgateway.scheduler.fleet.ledger;

import dev.clawgateway.scheduler.fleet.node.MigGrid;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.util.Arrays;

/**
 * What is free on every node: the real state, or the state that would be if some holdings were
 * gone. Amounts may be negative when a node came back with less than its workloads hold.
 *
 * <p>A fleet of 100,000 nodes does not fit a processor's cache, so what counts is how many cache
 * lines a decision touches. All of a node but its shared devices is one record of {@link #WORDS}
 * words, which starts a line where the JVM aligns large arrays. A device that is free, or held as a
 * whole, is one bit of a mask there. Only of the others is a word kept as well: memory (high 32
 * bits), what MIG slices take (10 bits) and thousandths (low 20 bits, signed: as much as five
 * hundred holdings of one device may be entered that only has room for one).
 */
public final class FreeState {
    /** Words before the first record: with the array's header they fill one cache line. */
    private static final int LEAD = 6;

    private static final int WORDS = 16;
    private static final int HELD = 1;
    private static final int CPU = 2;
    private static final int MEMORY = 3;

    /** The first device (low half), and how many more workloads the node takes (high half). */
    private static final int DEVICES = 4;

    private static final int CLASS = 5;
    private static final int PLACE = 6;
    private static final int LIST = 7;
    private static final int ENTRIES = 8;

    /** Room in a record for so many entries of {@link NodeLists}. */
    static final int MAX_ENTRIES = 2 * (WORDS - ENTRIES);

    private static final int SLOTS_SHIFT = 20;
    private static final int MEMORY_SHIFT = 32;
    private static final int MILLI_MASK = (1 << SLOTS_SHIFT) - 1;
    private static final int UNUSED_BITS = Integer.SIZE - SLOTS_SHIFT;

    private final NodeTable nodes;
    private long[] records = new long[LEAD + 16 * WORDS];
    private long[] devices = new long[64];

    public FreeState(NodeTable nodes) {
        this.nodes = nodes;
    }

    public void ensure(int nodeCount, int deviceCount) {
        int words = LEAD + nodeCount * WORDS;
        if (words > records.length) {
            records = Arrays.copyOf(records, Math.max(words, records.length * 2));
        }
        if (deviceCount > devices.length) {
            devices = Arrays.copyOf(devices, Math.max(deviceCount, devices.length * 2));
        }
    }

    private static int at(int node) {
        return LEAD + node * WORDS;
    }

    /** The same as the node table says, from the record that a decision reads anyway. */
    public NodeClass classOf(int node) {
        return nodes.nodeClass((int) records[at(node) + CLASS]);
    }

    /** Mask of the devices nobody holds any part of. */
    public long wholeGpus(int node) {
        return records[at(node)];
    }

    /** Whole GPUs nobody holds any part of. */
    public int freeGpus(int node) {
        return Long.bitCount(wholeGpus(node));
    }

    /** The free devices that a start may get: none where one workload has GPUs at a time. */
    public long takeableGpus(int node) {
        int at = at(node);
        NodeClass nodeClass = nodes.nodeClass((int) records[at + CLASS]);
        return nodeClass.oneAtATime && records[at] != nodeClass.all() ? 0 : records[at];
    }

    /** Mask of the devices that are neither free nor held as a whole: shared ones, and cut ones. */
    public long sharedGpus(int node) {
        int at = at(node);
        return mask(classOf(node).count) & ~(records[at] | records[at + HELD]);
    }

    public long cpuMillis(int node) {
        return records[at(node) + CPU];
    }

    public long memoryMib(int node) {
        return records[at(node) + MEMORY];
    }

    /** How many more workloads the node takes, whatever they need. */
    public int moreWorkloads(int node) {
        return (int) (records[at(node) + DEVICES] >> 32);
    }

    /** Adds to, or with negative amounts takes from, what is free. */
    public void addHost(int node, long cpuMillis, long memoryMib, int workloads) {
        int at = at(node);
        records[at + CPU] += cpuMillis;
        records[at + MEMORY] += memoryMib;
        records[at + DEVICES] += (long) workloads << 32;
    }

    /** A note the index over this state keeps with each node: where it has it. */
    public long place(int node) {
        return records[at(node) + PLACE];
    }

    public void setPlace(int node, long place) {
        records[at(node) + PLACE] = place;
    }

    /** A note {@link NodeLists} keeps with each node: where its list is. */
    long list(int node) {
        return records[at(node) + LIST];
    }

    void setList(int node, long list) {
        records[at(node) + LIST] = list;
    }

    /** An entry of that list, while all of it has room in the record. */
    int entry(int node, int place) {
        return (int) (records[at(node) + ENTRIES + (place >> 1)] >> ((place & 1) << 5));
    }

    void setEntry(int node, int place, int entry) {
        int at = at(node) + ENTRIES + (place >> 1);
        int shift = (place & 1) << 5;
        records[at] = (records[at] & ~(0xffff_ffffL << shift)) | ((entry & 0xffff_ffffL) << shift);
    }

    /** Thousandths free of a device. */
    public int milli(int node, int position) {
        return held(node, position) ? 0 : milliIn(devices[device(node, position)]);
    }

    /** Memory free of a device, in MiB. */
    public int deviceMemory(int node, int position) {
        return held(node, position) ? 0 : memoryIn(devices[device(node, position)]);
    }

    /** Mask of the MIG slots in use of a device; 0 when it is not cut. */
    public int migSlots(int node, int position) {
        return held(node, position) ? 0 : slotsIn(devices[device(node, position)]);
    }

    /** The device is cut exactly here. */
    void cut(int node, int position, int slots) {
        int device = device(node, position);
        devices[device] = word(milliIn(devices[device]), slots, memoryIn(devices[device]));
    }

    /** Thousandths free over all devices of a node. */
    public int totalMilli(int node) {
        int total = 1000 * Long.bitCount(wholeGpus(node));
        for (long left = sharedGpus(node); left != 0; left &= left - 1) {
            total += milliIn(devices[device(node, Long.numberOfTrailingZeros(left))]);
        }
        return total;
    }

    /** The node is empty. */
    public void reset(int node, int base, NodeClass nodeClass, long cpu, long memory) {
        for (int i = 0; i < nodeClass.count; i++) {
            devices[base + i] = word(1000, 0, nodeClass.memoryMib[i]);
        }
        int at = at(node);
        records[at] = mask(nodeClass.count);
        records[at + HELD] = 0;
        records[at + CPU] = cpu;
        records[at + MEMORY] = memory;
        records[at + DEVICES] = ((long) nodes.maxWorkloads() << 32) | base;
        records[at + CLASS] = nodeClass.id;
    }

    /** Takes over a node as it is in another state, all but the notes. */
    public void copyNode(FreeState from, int node) {
        int at = at(node);
        System.arraycopy(from.records, at, records, at, PLACE);
        int base = (int) records[at + DEVICES];
        System.arraycopy(from.devices, base, devices, base, classOf(node).count);
    }

    /** Takes all of some devices, unless one of them is not free; whether it did. */
    boolean takeWhole(int node, long positions) {
        int at = at(node);
        if ((records[at] & positions) != positions) {
            return false;
        }
        records[at] &= ~positions;
        records[at + HELD] |= positions;
        return true;
    }

    /** The reverse of {@link #takeWhole}, unless somebody else was given a part as well. */
    boolean giveWhole(int node, long positions) {
        int at = at(node);
        if ((records[at + HELD] & positions) != positions) {
            return false;
        }
        records[at + HELD] &= ~positions;
        records[at] |= positions;
        return true;
    }

    /**
     * Takes some or all of a device.
     *
     * @param memory in MiB
     * @param slots mask of MIG slots
     * @param whole whether that is all the device has when it is free
     */
    public void takeDevice(
            int node, int position, int milli, int memory, int slots, boolean whole) {
        int at = at(node);
        long bit = 1L << position;
        int device = (int) records[at + DEVICES] + position;
        if (whole && slots == 0 && (records[at] & bit) != 0) {
            // The word goes on saying what the device has when it is free.
            records[at + HELD] |= bit;
        } else if ((records[at + HELD] & bit) != 0) {
            // More is held than there is, so that the mask no longer says it all.
            records[at + HELD] &= ~bit;
            devices[device] = word(-milli, slots, -memory);
        } else {
            long word = devices[device];
            devices[device] =
                    word(milliIn(word) - milli, slotsIn(word) | slots, memoryIn(word) - memory);
        }
        records[at] &= ~bit;
    }

    /** The reverse of {@link #takeDevice}, with the same amounts. */
    void giveDevice(int node, int position, int milli, int memory, int slots) {
        int at = at(node);
        long bit = 1L << position;
        if ((records[at + HELD] & bit) != 0) {
            records[at + HELD] &= ~bit;
            records[at] |= bit;
            return;
        }
        int device = (int) records[at + DEVICES] + position;
        long word = devices[device];
        int free = milliIn(word) + milli;
        int cut = slotsIn(word) & ~slots;
        int freeMemory = memoryIn(word) + memory;
        devices[device] = word(free, cut, freeMemory);
        // What is only kept may be slots or memory alone: the device is not untouched then.
        if (free == 1000 && cut == 0 && freeMemory == classOf(node).memoryMib[position]) {
            records[at] |= bit;
        }
    }

    private boolean held(int node, int position) {
        return (records[at(node) + HELD] & (1L << position)) != 0;
    }

    private int device(int node, int position) {
        return (int) records[at(node) + DEVICES] + position;
    }

    private static long mask(int count) {
        return count == Long.SIZE ? -1L : (1L << count) - 1;
    }

    private static long word(int milli, int slots, int memory) {
        return ((long) memory << MEMORY_SHIFT)
                | ((long) slots << SLOTS_SHIFT)
                | (milli & MILLI_MASK);
    }

    private static int milliIn(long word) {
        return (int) word << UNUSED_BITS >> UNUSED_BITS;
    }

    private static int slotsIn(long word) {
        return (int) (word >>> SLOTS_SHIFT) & (MigGrid.END - 1);
    }

    private static int memoryIn(long word) {
        return (int) (word >> MEMORY_SHIFT);
    }
}
