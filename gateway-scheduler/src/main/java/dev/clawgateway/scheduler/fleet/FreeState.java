package dev.clawgateway.scheduler.fleet;

import java.util.Arrays;

/**
 * What is free on every node: the real state, or the state that would be if some holdings were
 * gone. Amounts may be negative when a node came back with less than its workloads hold.
 */
final class FreeState {
    /** By node: mask of the devices nobody holds any part of. */
    long[] wholeGpus = new long[16];

    /** By node. */
    long[] cpuMillis = new long[16];

    /** By node, in MiB. */
    long[] memoryMib = new long[16];

    /** By device slot: thousandths free. */
    int[] deviceMilli = new int[64];

    /** By device slot, in MiB. */
    int[] deviceMemory = new int[64];

    /** By device slot: mask of MIG slots in use; 0 when it is not cut. */
    byte[] migSlots = new byte[64];

    void ensure(int nodes, int devices) {
        if (nodes > wholeGpus.length) {
            int size = Math.max(nodes, wholeGpus.length * 2);
            wholeGpus = Arrays.copyOf(wholeGpus, size);
            cpuMillis = Arrays.copyOf(cpuMillis, size);
            memoryMib = Arrays.copyOf(memoryMib, size);
        }
        if (devices > deviceMilli.length) {
            int size = Math.max(devices, deviceMilli.length * 2);
            deviceMilli = Arrays.copyOf(deviceMilli, size);
            deviceMemory = Arrays.copyOf(deviceMemory, size);
            migSlots = Arrays.copyOf(migSlots, size);
        }
    }

    /** The node is empty. */
    void reset(int node, int base, NodeClass nodeClass, long cpu, long memory) {
        cpuMillis[node] = cpu;
        memoryMib[node] = memory;
        for (int i = 0; i < nodeClass.count; i++) {
            deviceMilli[base + i] = 1000;
            deviceMemory[base + i] = nodeClass.memoryMib[i];
            migSlots[base + i] = 0;
        }
        wholeGpus[node] = nodeClass.count == Long.SIZE ? -1L : (1L << nodeClass.count) - 1;
    }

    void copyNode(FreeState from, int node, int base, int count) {
        wholeGpus[node] = from.wholeGpus[node];
        cpuMillis[node] = from.cpuMillis[node];
        memoryMib[node] = from.memoryMib[node];
        System.arraycopy(from.deviceMilli, base, deviceMilli, base, count);
        System.arraycopy(from.deviceMemory, base, deviceMemory, base, count);
        System.arraycopy(from.migSlots, base, migSlots, base, count);
    }

    void takeDevice(int node, int base, int position, int milli, int memory, int slots) {
        int device = base + position;
        deviceMilli[device] -= milli;
        deviceMemory[device] -= memory;
        migSlots[device] |= (byte) slots;
        wholeGpus[node] &= ~(1L << position);
    }

    void giveDevice(int node, int base, int position, int milli, int memory, int slots) {
        int device = base + position;
        deviceMilli[device] += milli;
        deviceMemory[device] += memory;
        migSlots[device] &= (byte) ~slots;
        if (deviceMilli[device] == 1000) {
            wholeGpus[node] |= 1L << position;
        }
    }

    /** Thousandths free over all devices of a node. */
    int totalMilli(int base, int count) {
        int total = 0;
        for (int device = base; device < base + count; device++) {
            total += deviceMilli[device];
        }
        return total;
    }
}
