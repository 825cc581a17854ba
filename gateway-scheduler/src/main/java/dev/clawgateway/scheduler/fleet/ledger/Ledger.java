package dev.clawgateway.scheduler.fleet.ledger;

import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Who holds what, and what is free because of it. A holding is a number; the holdings of a node
 * form a list by age. Every entry can be undone through the journal, in reverse order, which
 * restores the lists exactly, so a dry run leaves no trace (invariant I10).
 */
public final class Ledger {
    /** All levels of fallback that it can tell apart. */
    public static final int MAX_LEVELS = 256;

    private final NodeTable nodes;
    private final FreeState free;
    private final Holdings holdings = new Holdings();
    private final NodeLists lists;
    private final Slices slices;

    private long[] allocatedByModel = new long[0];
    private int live;

    Ledger(NodeTable nodes, FreeState free) {
        this.nodes = nodes;
        this.free = free;
        this.lists = new NodeLists(free);
        this.slices = new Slices(free, holdings, lists);
    }

    public int live() {
        return live;
    }

    public int node(int holding) {
        return holdings.node(holding);
    }

    public int level(int holding) {
        return holdings.level(holding);
    }

    public DeviceHolder claim(int holding) {
        return new DeviceHolder(
                holdings.owner(holding),
                holdings.priority(holding),
                holdings.preemptible(holding),
                holdings.labels(holding),
                holdings.workloads(holding));
    }

    /** Whether somebody of this priority may take what is held. */
    public boolean yields(int holding, int toPriority) {
        return holdings.preemptible(holding) && holdings.priority(holding) < toPriority;
    }

    Map<String, String> labels(int holding) {
        return holdings.labels(holding);
    }

    public long cpuMillis(int holding) {
        return holdings.cpuMillis(holding);
    }

    public long memoryMib(int holding) {
        return holdings.memoryMib(holding);
    }

    /** Thousandths of GPUs held. */
    public int gpuMillis(int holding) {
        long whole = holdings.wholeGpus(holding);
        if (whole != 0) {
            return 1000 * Long.bitCount(whole);
        }
        int total = 0;
        for (int i = 0; i < holdings.grants(holding); i++) {
            total += GrantWord.milli(holdings.grant(holding, i));
        }
        return total;
    }

    /** Holdings on a node. */
    public int count(int onNode) {
        return lists.count(onNode);
    }

    /** One of them, by age: the newest is at 0. */
    public int at(int onNode, int age) {
        return lists.at(onNode, lists.count(onNode) - 1 - age);
    }

    long allocatedMillis(int model) {
        return model < allocatedByModel.length ? allocatedByModel[model] : 0;
    }

    /** Enters a holding; returns its number. */
    int hold(int onNode, int atLevel, long cpu, long memory, Grants grants, DeviceHolder by) {
        int holding = holdings.add(onNode, atLevel, cpu, memory, grants, by);
        lists.append(onNode, holding);
        live++;
        take(holding);
        return holding;
    }

    /** Undoes the latest {@link #drop} that is not yet undone, with what that returned. */
    void restore(int holding, int place) {
        lists.insert(node(holding), place, holding);
        live++;
        take(holding);
    }

    /** The holding no longer counts, but keeps its number. Returns its place in the node's list. */
    int drop(int holding) {
        int place = lists.remove(node(holding), holding);
        live--;
        giveTo(free, holding);
        count(holding, -1);
        return place;
    }

    /** The number of a dropped holding may be used again. */
    void forget(int holding) {
        if (holdings.sliced(holding)) {
            slices.placeLost(holding);
        }
        holdings.remove(holding);
    }

    /** Works out a node's free state afresh, after its capacity or its GPUs changed. */
    void recompute(int onNode) {
        slices.forgetIllegal(onNode);
        for (int age = 0; age < count(onNode); age++) {
            take(at(onNode, age));
        }
    }

    /** Takes a node's holdings out of the totals by model, before its GPUs change. */
    void withdrawTotals(int onNode) {
        for (int age = 0; age < count(onNode); age++) {
            count(at(onNode, age), -1);
        }
    }

    private void take(int holding) {
        int onNode = node(holding);
        NodeClass nodeClass = free.classOf(onNode);
        free.addHost(
                onNode, -cpuMillis(holding), -memoryMib(holding), -holdings.workloads(holding));
        long whole = wholeDevices(holding, nodeClass);
        if (whole == 0 || !free.takeWhole(onNode, whole)) {
            takeEach(holding, onNode, nodeClass);
        }
        count(holding, 1);
    }

    private void takeEach(int holding, int onNode, NodeClass nodeClass) {
        for (int i = 0; i < holdings.grants(holding); i++) {
            int position = nodeClass.positionOf(GrantWord.index(holdings.grant(holding, i)));
            if (position >= 0) {
                slices.settle(holding, i, onNode, position);
                long grant = holdings.grant(holding, i);
                int milli = GrantWord.milli(grant);
                int memory = GrantWord.memoryMib(grant);
                boolean all = nodeClass.isWhole(position, milli, memory);
                free.takeDevice(onNode, position, milli, memory, GrantWord.slots(grant), all);
            }
        }
    }

    /** Mask of positions, where a holding is nothing but all of these devices; else 0. */
    private long wholeDevices(int holding, NodeClass nodeClass) {
        long indexes = holdings.wholeGpus(holding);
        return indexes != 0 && nodeClass.areWhole(indexes, holdings.wholeMemoryMib(holding))
                ? indexes
                : 0;
    }

    /** What would be free without this holding. */
    public void giveTo(FreeState state, int holding) {
        int onNode = node(holding);
        NodeClass nodeClass = state.classOf(onNode);
        state.addHost(onNode, cpuMillis(holding), memoryMib(holding), holdings.workloads(holding));
        long whole = wholeDevices(holding, nodeClass);
        if (whole != 0 && state.giveWhole(onNode, whole)) {
            return;
        }
        for (int i = 0; i < holdings.grants(holding); i++) {
            long grant = holdings.grant(holding, i);
            int position = nodeClass.positionOf(GrantWord.index(grant));
            if (position >= 0) {
                state.giveDevice(
                        onNode,
                        position,
                        GrantWord.milli(grant),
                        GrantWord.memoryMib(grant),
                        slices.given(holding, grant));
            }
        }
    }

    private void count(int holding, int sign) {
        NodeClass nodeClass = free.classOf(node(holding));
        long whole = wholeDevices(holding, nodeClass);
        if (whole != 0) {
            addAllocated(nodeClass.model[0], sign * 1000L * Long.bitCount(whole));
            return;
        }
        for (int i = 0; i < holdings.grants(holding); i++) {
            long grant = holdings.grant(holding, i);
            int position = nodeClass.positionOf(GrantWord.index(grant));
            if (position >= 0) {
                addAllocated(nodeClass.model[position], (long) sign * GrantWord.milli(grant));
            }
        }
    }

    private void addAllocated(int model, long millis) {
        if (model >= allocatedByModel.length) {
            allocatedByModel = Arrays.copyOf(allocatedByModel, model + 8);
        }
        allocatedByModel[model] += millis;
    }

    /** Mask of the MIG slots held of the device with this index. */
    public int slots(int holding, int index) {
        for (int i = 0; i < holdings.grants(holding); i++) {
            if (GrantWord.index(holdings.grant(holding, i)) == index) {
                return GrantWord.slots(holdings.grant(holding, i));
            }
        }
        return 0;
    }

    /** The grants as the rest of the system writes them, by ascending index. */
    public List<GpuGrant> grants(int holding) {
        List<GpuGrant> list = new ArrayList<>();
        for (int i = 0; i < holdings.grants(holding); i++) {
            long grant = holdings.grant(holding, i);
            list.add(
                    new GpuGrant(
                            GrantWord.index(grant),
                            GrantWord.milli(grant),
                            GrantWord.memoryMib(grant),
                            holdings.profile(holding, i)));
        }
        list.sort(Comparator.comparingInt(GpuGrant::index));
        return list;
    }

    /** The holding as the rest of the system writes it. */
    public Allocation allocation(int holding) {
        return new Allocation(
                nodes.node(node(holding)).id(),
                grants(holding),
                cpuMillis(holding),
                memoryMib(holding),
                level(holding));
    }

    /** The same with the MIG slots that its slices cover. */
    public Site site(int holding) {
        Allocation allocation = allocation(holding);
        List<Integer> slots =
                allocation.gpus().stream().map(grant -> slots(holding, grant.index())).toList();
        return new Site(allocation, slots);
    }
}
