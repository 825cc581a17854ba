package dev.clawgateway.scheduler.fleet;

import java.util.Arrays;

/**
 * What is free on every node: the real state, or the state that would be if some holdings were
 * gone. Amounts may be negative when a node came back with less than its workloads hold.
 *
 * <p>Packed so that a decision touches two cache lines of a node: one record of {@link #NODE_WORDS}
 * words with the mask of whole GPUs, CPU and memory; and one word per device with its memory (high
 * 32 bits), its MIG slots (8 bits) and its thousandths (low 16 bits, signed).
 */
final class FreeState {
    private static final int NODE_WORDS = 4;
    private static final int CPU = 1;
    private static final int MEMORY = 2;
    private static final int SLOTS_SHIFT = 16;
    private static final int MEMORY_SHIFT = 32;

    private long[] nodeWords = new long[16 * NODE_WORDS];
    private long[] devices = new long[64];

    void ensure(int nodes, int deviceCount) {
        if (nodes * NODE_WORDS > nodeWords.length) {
            nodeWords =
                    Arrays.copyOf(nodeWords, Math.max(nodes * NODE_WORDS, nodeWords.length * 2));
        }
        if (deviceCount > devices.length) {
            devices = Arrays.copyOf(devices, Math.max(deviceCount, devices.length * 2));
        }
    }

    /** Mask of the devices nobody holds any part of. */
    long wholeGpus(int node) {
        return nodeWords[node * NODE_WORDS];
    }

    long cpuMillis(int node) {
        return nodeWords[node * NODE_WORDS + CPU];
    }

    long memoryMib(int node) {
        return nodeWords[node * NODE_WORDS + MEMORY];
    }

    /** Adds to, or with negative amounts takes from, what is free. */
    void addHost(int node, long cpuMillis, long memoryMib) {
        nodeWords[node * NODE_WORDS + CPU] += cpuMillis;
        nodeWords[node * NODE_WORDS + MEMORY] += memoryMib;
    }

    /** Thousandths free of the device in a slot. */
    int milli(int device) {
        return (short) devices[device];
    }

    /** Memory free of the device in a slot, in MiB. */
    int deviceMemory(int device) {
        return (int) (devices[device] >> MEMORY_SHIFT);
    }

    /** Mask of the MIG slots in use of the device in a slot; 0 when it is not cut. */
    int migSlots(int device) {
        return (int) (devices[device] >>> SLOTS_SHIFT) & 0xff;
    }

    /** The device is cut exactly here. */
    void cut(int device, int slots) {
        setDevice(device, milli(device), slots, deviceMemory(device));
    }

    private void setDevice(int device, int milli, int slots, int memory) {
        devices[device] =
                ((long) memory << MEMORY_SHIFT) | ((long) slots << SLOTS_SHIFT) | (milli & 0xffffL);
    }

    /** The node is empty. */
    void reset(int node, int base, NodeClass nodeClass, long cpu, long memory) {
        for (int i = 0; i < nodeClass.count; i++) {
            setDevice(base + i, 1000, 0, nodeClass.memoryMib[i]);
        }
        int at = node * NODE_WORDS;
        nodeWords[at] = nodeClass.count == Long.SIZE ? -1L : (1L << nodeClass.count) - 1;
        nodeWords[at + CPU] = cpu;
        nodeWords[at + MEMORY] = memory;
    }

    void copyNode(FreeState from, int node, int base, int count) {
        System.arraycopy(
                from.nodeWords, node * NODE_WORDS, nodeWords, node * NODE_WORDS, NODE_WORDS);
        System.arraycopy(from.devices, base, devices, base, count);
    }

    void takeDevice(int node, int base, int position, int milli, int memory, int slots) {
        int device = base + position;
        setDevice(
                device,
                milli(device) - milli,
                migSlots(device) | slots,
                deviceMemory(device) - memory);
        nodeWords[node * NODE_WORDS] &= ~(1L << position);
    }

    void giveDevice(int node, int base, int position, int milli, int memory, int slots) {
        int device = base + position;
        int free = milli(device) + milli;
        setDevice(device, free, migSlots(device) & ~slots, deviceMemory(device) + memory);
        if (free == 1000) {
            nodeWords[node * NODE_WORDS] |= 1L << position;
        }
    }

    /** Thousandths free over all devices of a node. */
    int totalMilli(int base, int count) {
        int total = 0;
        for (int device = base; device < base + count; device++) {
            total += milli(device);
        }
        return total;
    }
}
