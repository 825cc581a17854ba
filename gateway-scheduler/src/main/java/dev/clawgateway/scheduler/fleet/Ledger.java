package dev.clawgateway.scheduler.fleet;

import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.GpuGrant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who holds what. A holding is a number; the holdings of a node form a list, newest first. Every
 * entry can be undone through the journal, in reverse order, which restores the lists exactly, so a
 * dry run leaves no trace (invariant I10).
 */
final class Ledger {
    private static final int NONE = -1;
    private static final Claim NOBODY = new Claim(-1, -1, 0, false, Map.of());

    private final NodeTable nodes;
    private final FreeState free;

    private Claim[] claim = new Claim[16];
    private int[] node = new int[16];
    private int[] level = new int[16];
    private long[] cpuMillis = new long[16];
    private long[] memoryMib = new long[16];
    private int[] grantStart = new int[16];
    private int[] grantCount = new int[16];
    private int[] next = new int[16];
    private int[] previous = new int[16];
    private int end;
    private int live;

    private int[] unused = new int[16];
    private int unusedCount;

    private final Blocks grants = new Blocks();
    private int[] grantIndex = new int[16];
    private int[] grantMilli = new int[16];
    private int[] grantMemory = new int[16];
    private byte[] grantSlots = new byte[16];
    private @Nullable String[] grantProfile = new @Nullable String[16];

    private int[] firstOfNode = new int[0];
    private long[] allocatedByModel = new long[0];

    Ledger(NodeTable nodes, FreeState free) {
        this.nodes = nodes;
        this.free = free;
        Arrays.fill(claim, NOBODY);
    }

    int live() {
        return live;
    }

    int node(int holding) {
        return node[holding];
    }

    int level(int holding) {
        return level[holding];
    }

    Claim claim(int holding) {
        return claim[holding];
    }

    long cpuMillis(int holding) {
        return cpuMillis[holding];
    }

    long memoryMib(int holding) {
        return memoryMib[holding];
    }

    int gpus(int holding) {
        return grantCount[holding];
    }

    /** Thousandths of GPUs held. */
    int gpuMillis(int holding) {
        int total = 0;
        int start = grantStart[holding];
        for (int i = start; i < start + grantCount[holding]; i++) {
            total += grantMilli[i];
        }
        return total;
    }

    /** The newest holding of a node, -1 for none. */
    int first(int ofNode) {
        return ofNode < firstOfNode.length ? firstOfNode[ofNode] : NONE;
    }

    /** The next older holding of the same node, -1 after the last. */
    int next(int holding) {
        return next[holding];
    }

    long allocatedMillis(int model) {
        return model < allocatedByModel.length ? allocatedByModel[model] : 0;
    }

    /** Enters a holding without grants; they follow by {@link #grant}, then {@link #hold}. */
    int open(int onNode, int atLevel, long cpu, long memory, int count, Claim by) {
        int holding = unusedCount > 0 ? unused[--unusedCount] : end++;
        if (holding >= node.length) {
            growHoldings();
        }
        claim[holding] = by;
        node[holding] = onNode;
        level[holding] = atLevel;
        cpuMillis[holding] = cpu;
        memoryMib[holding] = memory;
        grantCount[holding] = count;
        grantStart[holding] = grants.take(count);
        if (grants.end() > grantIndex.length) {
            growGrants();
        }
        return holding;
    }

    void grant(
            int holding,
            int i,
            int index,
            int milli,
            int memory,
            int slots,
            @Nullable String profile) {
        int at = grantStart[holding] + i;
        grantIndex[at] = index;
        grantMilli[at] = milli;
        grantMemory[at] = memory;
        grantSlots[at] = (byte) slots;
        grantProfile[at] = profile;
    }

    /** The holding counts from now on. */
    void hold(int holding) {
        int onNode = node[holding];
        ensureNode(onNode);
        int first = firstOfNode[onNode];
        next[holding] = first;
        previous[holding] = NONE;
        if (first != NONE) {
            previous[first] = holding;
        }
        firstOfNode[onNode] = holding;
        live++;
        take(holding);
    }

    /** Undoes the latest {@link #drop} that is not yet undone. */
    void restore(int holding) {
        int before = previous[holding];
        int after = next[holding];
        if (before == NONE) {
            firstOfNode[node[holding]] = holding;
        } else {
            next[before] = holding;
        }
        if (after != NONE) {
            previous[after] = holding;
        }
        live++;
        take(holding);
    }

    /** The holding no longer counts, but keeps its number and its place in the list. */
    void drop(int holding) {
        int before = previous[holding];
        int after = next[holding];
        if (before == NONE) {
            firstOfNode[node[holding]] = after;
        } else {
            next[before] = after;
        }
        if (after != NONE) {
            previous[after] = before;
        }
        live--;
        give(holding);
    }

    /** The number of a dropped holding may be used again. */
    void forget(int holding) {
        grants.give(grantStart[holding], grantCount[holding]);
        claim[holding] = NOBODY;
        if (unusedCount == unused.length) {
            unused = Arrays.copyOf(unused, unusedCount * 2);
        }
        unused[unusedCount++] = holding;
    }

    /** Works out a node's free state afresh, after its capacity or its GPUs changed. */
    void recompute(int onNode) {
        ensureNode(onNode);
        for (int h = firstOfNode[onNode]; h != NONE; h = next[h]) {
            take(h);
        }
    }

    /** Takes a node's holdings out of the totals by model, before its GPUs change. */
    void withdrawTotals(int onNode) {
        for (int h = first(onNode); h != NONE; h = next[h]) {
            count(h, -1);
        }
    }

    private void take(int holding) {
        int onNode = node[holding];
        int base = nodes.deviceBase(onNode);
        NodeClass nodeClass = nodes.classOf(onNode);
        free.cpuMillis[onNode] -= cpuMillis[holding];
        free.memoryMib[onNode] -= memoryMib[holding];
        int start = grantStart[holding];
        for (int i = start; i < start + grantCount[holding]; i++) {
            int position = nodeClass.positionOf(grantIndex[i]);
            if (position >= 0) {
                if (grantProfile[i] != null && grantSlots[i] == 0) {
                    grantSlots[i] = slots(nodeClass, base, position, grantProfile[i]);
                }
                free.takeDevice(
                        onNode, base, position, grantMilli[i], grantMemory[i], grantSlots[i]);
            }
        }
        count(holding, 1);
    }

    /** Where a slice lies that was cut before a restart: the place it would be given now. */
    private byte slots(NodeClass nodeClass, int base, int position, String profile) {
        Gpu gpu = nodeClass.gpus.get(position);
        int used = free.migSlots[base + position] & 0xff;
        return (byte) MigProfile.of(profile, gpu.model(), gpu.memoryMib()).place(used);
    }

    private void give(int holding) {
        giveTo(free, holding);
        count(holding, -1);
    }

    /** What would be free without this holding. */
    void giveTo(FreeState state, int holding) {
        int onNode = node[holding];
        int base = nodes.deviceBase(onNode);
        NodeClass nodeClass = nodes.classOf(onNode);
        state.cpuMillis[onNode] += cpuMillis[holding];
        state.memoryMib[onNode] += memoryMib[holding];
        int start = grantStart[holding];
        for (int i = start; i < start + grantCount[holding]; i++) {
            int position = nodeClass.positionOf(grantIndex[i]);
            if (position >= 0) {
                state.giveDevice(
                        onNode, base, position, grantMilli[i], grantMemory[i], grantSlots[i]);
            }
        }
    }

    private void count(int holding, int sign) {
        NodeClass nodeClass = nodes.classOf(node[holding]);
        int start = grantStart[holding];
        for (int i = start; i < start + grantCount[holding]; i++) {
            int position = nodeClass.positionOf(grantIndex[i]);
            if (position >= 0) {
                int model = nodeClass.model[position];
                if (model >= allocatedByModel.length) {
                    allocatedByModel = Arrays.copyOf(allocatedByModel, model + 8);
                }
                allocatedByModel[model] += (long) sign * grantMilli[i];
            }
        }
    }

    /** The grants as the rest of the system writes them, by ascending index. */
    List<GpuGrant> grants(int holding) {
        List<GpuGrant> list = new ArrayList<>();
        int start = grantStart[holding];
        for (int i = start; i < start + grantCount[holding]; i++) {
            list.add(new GpuGrant(grantIndex[i], grantMilli[i], grantMemory[i], grantProfile[i]));
        }
        list.sort(Comparator.comparingInt(GpuGrant::index));
        return list;
    }

    private void ensureNode(int onNode) {
        if (onNode >= firstOfNode.length) {
            int before = firstOfNode.length;
            firstOfNode = Arrays.copyOf(firstOfNode, Math.max(onNode + 1, before * 2));
            Arrays.fill(firstOfNode, before, firstOfNode.length, NONE);
        }
    }

    private void growHoldings() {
        int before = node.length;
        int size = before * 2;
        claim = Arrays.copyOf(claim, size);
        Arrays.fill(claim, before, size, NOBODY);
        node = Arrays.copyOf(node, size);
        level = Arrays.copyOf(level, size);
        cpuMillis = Arrays.copyOf(cpuMillis, size);
        memoryMib = Arrays.copyOf(memoryMib, size);
        grantStart = Arrays.copyOf(grantStart, size);
        grantCount = Arrays.copyOf(grantCount, size);
        next = Arrays.copyOf(next, size);
        previous = Arrays.copyOf(previous, size);
    }

    private void growGrants() {
        int size = Math.max(grants.end(), grantIndex.length * 2);
        grantIndex = Arrays.copyOf(grantIndex, size);
        grantMilli = Arrays.copyOf(grantMilli, size);
        grantMemory = Arrays.copyOf(grantMemory, size);
        grantSlots = Arrays.copyOf(grantSlots, size);
        grantProfile = Arrays.copyOf(grantProfile, size);
    }
}
