package dev.clawgateway.scheduler.fleet;

import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.GpuGrant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
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

    /** Words of a holding's record: all of it in one cache line. */
    private static final int WORDS = 8;

    private static final int NODE = 0;
    private static final int LEVEL = 1;
    private static final int CPU = 2;
    private static final int MEMORY = 3;
    private static final int GRANT_START = 4;
    private static final int GRANT_COUNT = 5;
    private static final int NEXT = 6;
    private static final int PREVIOUS = 7;

    private final NodeTable nodes;
    private final FreeState free;

    private Claim[] claims = new Claim[16];
    private long[] records = new long[16 * WORDS];
    private int end;
    private int live;
    private int[] unused = new int[16];
    private int unusedCount;

    private final Blocks grants = new Blocks();

    /** See {@link GrantWord}. */
    private long[] grantWords = new long[16];

    /** By grant; only of MIG slices. */
    private final Map<Integer, String> profiles = new HashMap<>();

    private int[] firstOfNode = new int[0];
    private long[] allocatedByModel = new long[0];

    Ledger(NodeTable nodes, FreeState free) {
        this.nodes = nodes;
        this.free = free;
        Arrays.fill(claims, NOBODY);
    }

    int live() {
        return live;
    }

    int node(int holding) {
        return (int) records[holding * WORDS + NODE];
    }

    int level(int holding) {
        return (int) records[holding * WORDS + LEVEL];
    }

    Claim claim(int holding) {
        return claims[holding];
    }

    long cpuMillis(int holding) {
        return records[holding * WORDS + CPU];
    }

    long memoryMib(int holding) {
        return records[holding * WORDS + MEMORY];
    }

    private int grantStart(int holding) {
        return (int) records[holding * WORDS + GRANT_START];
    }

    private int grantEnd(int holding) {
        int at = holding * WORDS;
        return (int) (records[at + GRANT_START] + records[at + GRANT_COUNT]);
    }

    /** Thousandths of GPUs held. */
    int gpuMillis(int holding) {
        int total = 0;
        int last = grantEnd(holding);
        for (int i = grantStart(holding); i < last; i++) {
            total += GrantWord.milli(grantWords[i]);
        }
        return total;
    }

    /** The newest holding of a node, -1 for none. */
    int first(int ofNode) {
        return ofNode < firstOfNode.length ? firstOfNode[ofNode] : NONE;
    }

    /** The next older holding of the same node, -1 after the last. */
    int next(int holding) {
        return (int) records[holding * WORDS + NEXT];
    }

    private int previous(int holding) {
        return (int) records[holding * WORDS + PREVIOUS];
    }

    long allocatedMillis(int model) {
        return model < allocatedByModel.length ? allocatedByModel[model] : 0;
    }

    /** Enters a holding without grants; they follow by {@link #grant}, then {@link #hold}. */
    int open(int onNode, int atLevel, long cpu, long memory, int count, Claim by) {
        int holding = unusedCount > 0 ? unused[--unusedCount] : end++;
        if (holding >= claims.length) {
            int before = claims.length;
            claims = Arrays.copyOf(claims, before * 2);
            Arrays.fill(claims, before, before * 2, NOBODY);
            records = Arrays.copyOf(records, before * 2 * WORDS);
        }
        int at = holding * WORDS;
        claims[holding] = by;
        records[at + NODE] = onNode;
        records[at + LEVEL] = atLevel;
        records[at + CPU] = cpu;
        records[at + MEMORY] = memory;
        records[at + GRANT_START] = grants.take(count);
        records[at + GRANT_COUNT] = count;
        if (grants.end() > grantWords.length) {
            grantWords = Arrays.copyOf(grantWords, Math.max(grants.end(), grantWords.length * 2));
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
        int grant = grantStart(holding) + i;
        grantWords[grant] = GrantWord.of(index, milli, memory, slots);
        if (profile != null) {
            profiles.put(grant, profile);
        }
    }

    /** The holding counts from now on. */
    void hold(int holding) {
        int onNode = node(holding);
        ensureNode(onNode);
        int first = firstOfNode[onNode];
        records[holding * WORDS + NEXT] = first;
        records[holding * WORDS + PREVIOUS] = NONE;
        if (first != NONE) {
            records[first * WORDS + PREVIOUS] = holding;
        }
        firstOfNode[onNode] = holding;
        live++;
        take(holding);
    }

    /** Undoes the latest {@link #drop} that is not yet undone. */
    void restore(int holding) {
        link(holding, holding, holding);
        live++;
        take(holding);
    }

    /** The holding no longer counts, but keeps its number and its place in the list. */
    void drop(int holding) {
        link(holding, /* forPrevious= */ next(holding), /* forNext= */ previous(holding));
        live--;
        give(holding);
    }

    /** Makes the neighbours of a holding in its node's list point to these. */
    private void link(int holding, int forPrevious, int forNext) {
        int before = previous(holding);
        int after = next(holding);
        if (before == NONE) {
            firstOfNode[node(holding)] = forPrevious;
        } else {
            records[before * WORDS + NEXT] = forPrevious;
        }
        if (after != NONE) {
            records[after * WORDS + PREVIOUS] = forNext;
        }
    }

    /** The number of a dropped holding may be used again. */
    void forget(int holding) {
        int start = grantStart(holding);
        int last = grantEnd(holding);
        if (!profiles.isEmpty()) {
            for (int i = start; i < last; i++) {
                profiles.remove(i);
            }
        }
        grants.give(start, last - start);
        claims[holding] = NOBODY;
        if (unusedCount == unused.length) {
            unused = Arrays.copyOf(unused, unusedCount * 2);
        }
        unused[unusedCount++] = holding;
    }

    /** Works out a node's free state afresh, after its capacity or its GPUs changed. */
    void recompute(int onNode) {
        for (int h = first(onNode); h != NONE; h = next(h)) {
            take(h);
        }
    }

    /** Takes a node's holdings out of the totals by model, before its GPUs change. */
    void withdrawTotals(int onNode) {
        for (int h = first(onNode); h != NONE; h = next(h)) {
            count(h, -1);
        }
    }

    private void take(int holding) {
        int onNode = node(holding);
        int base = nodes.deviceBase(onNode);
        NodeClass nodeClass = nodes.classOf(onNode);
        free.addHost(onNode, -cpuMillis(holding), -memoryMib(holding));
        int last = grantEnd(holding);
        for (int i = grantStart(holding); i < last; i++) {
            int position = nodeClass.positionOf(GrantWord.index(grantWords[i]));
            if (position >= 0) {
                settleSlots(i, onNode, base, position);
                long grant = grantWords[i];
                free.takeDevice(
                        onNode,
                        base,
                        position,
                        GrantWord.milli(grant),
                        GrantWord.memoryMib(grant),
                        GrantWord.slots(grant));
            }
        }
        count(holding, 1);
    }

    /**
     * A slice that was cut before a restart lies where it would be put now. They come back in any
     * order, so when one finds no place all of its device are laid out anew: where they really lie
     * was never written down.
     */
    private void settleSlots(int i, int onNode, int base, int position) {
        if (profiles.isEmpty() || GrantWord.slots(grantWords[i]) != 0 || profiles.get(i) == null) {
            return;
        }
        Gpu gpu = nodes.classOf(onNode).gpus.get(position);
        int run = profile(i, gpu).place(free.migSlots(base + position));
        if (run != 0) {
            grantWords[i] = GrantWord.withSlots(grantWords[i], run);
        } else {
            free.cut(base + position, layOut(onNode, gpu));
        }
    }

    /** Finds legal places for all slices of a device; returns what they cover together. */
    private int layOut(int onNode, Gpu gpu) {
        List<Integer> slices = new ArrayList<>();
        for (int h = first(onNode); h != NONE; h = next(h)) {
            for (int i = grantStart(h); i < grantEnd(h); i++) {
                if (GrantWord.index(grantWords[i]) == gpu.index() && profiles.containsKey(i)) {
                    slices.add(i);
                }
            }
        }
        int[] runs = MigProfile.layout(slices.stream().map(i -> profile(i, gpu)).toList());
        int covered = 0;
        for (int i = 0; i < runs.length; i++) {
            int slice = slices.get(i);
            grantWords[slice] = GrantWord.withSlots(grantWords[slice], runs[i]);
            covered |= runs[i];
        }
        return covered;
    }

    private MigProfile profile(int grant, Gpu gpu) {
        String name = profiles.getOrDefault(grant, "");
        return MigProfile.of(name, gpu.model(), gpu.memoryMib());
    }

    private void give(int holding) {
        giveTo(free, holding);
        count(holding, -1);
    }

    /** What would be free without this holding. */
    void giveTo(FreeState state, int holding) {
        int onNode = node(holding);
        int base = nodes.deviceBase(onNode);
        NodeClass nodeClass = nodes.classOf(onNode);
        state.addHost(onNode, cpuMillis(holding), memoryMib(holding));
        int last = grantEnd(holding);
        for (int i = grantStart(holding); i < last; i++) {
            long grant = grantWords[i];
            int position = nodeClass.positionOf(GrantWord.index(grant));
            if (position >= 0) {
                state.giveDevice(
                        onNode,
                        base,
                        position,
                        GrantWord.milli(grant),
                        GrantWord.memoryMib(grant),
                        GrantWord.slots(grant));
            }
        }
    }

    private void count(int holding, int sign) {
        NodeClass nodeClass = nodes.classOf(node(holding));
        int last = grantEnd(holding);
        for (int i = grantStart(holding); i < last; i++) {
            int position = nodeClass.positionOf(GrantWord.index(grantWords[i]));
            if (position >= 0) {
                int model = nodeClass.model[position];
                if (model >= allocatedByModel.length) {
                    allocatedByModel = Arrays.copyOf(allocatedByModel, model + 8);
                }
                allocatedByModel[model] += (long) sign * GrantWord.milli(grantWords[i]);
            }
        }
    }

    /** Mask of the MIG slots held of the device with this index. */
    int slots(int holding, int index) {
        for (int i = grantStart(holding); i < grantEnd(holding); i++) {
            if (GrantWord.index(grantWords[i]) == index) {
                return GrantWord.slots(grantWords[i]);
            }
        }
        return 0;
    }

    /** The grants as the rest of the system writes them, by ascending index. */
    List<GpuGrant> grants(int holding) {
        List<GpuGrant> list = new ArrayList<>();
        for (int i = grantStart(holding); i < grantEnd(holding); i++) {
            long grant = grantWords[i];
            list.add(
                    new GpuGrant(
                            GrantWord.index(grant),
                            GrantWord.milli(grant),
                            GrantWord.memoryMib(grant),
                            profiles.get(i)));
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
}
