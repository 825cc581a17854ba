package dev.clawgateway.scheduler.fleet.node;

import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.SchedulableNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All nodes with the same list of GPUs (index, model, memory, MIG, links; not the serial numbers)
 * and the same choice of them. A fleet has few of these, so what depends on the GPUs alone is
 * worked out once per class.
 */
public final class NodeClass {
    public final int id;
    public final List<Gpu> gpus;
    public final int count;
    public final int[] index;
    public final int[] memoryMib;

    /** Number of each device's model in the engine's list of models. */
    public final int[] model;

    /** Who picks the devices of a start. */
    public final DeviceChoice choice;

    /** While any device is held, none can be had; see {@link DeviceChoice#FIRST_N}. */
    public final boolean oneAtATime;

    /** All devices are of one kind, so that they can stand for each other. */
    public final boolean uniform;

    /** Uniform, and each device's index is its position, so that a mask of indexes says it all. */
    final boolean plain;

    public final LinkTable links;

    /** Mask of the devices that are not given out. */
    public final long unfit;

    /** Orders classes for ties: the less capable class first; independent of history. */
    public final String rank;

    NodeClass(int id, List<Gpu> gpus, DeviceChoice choice, int[] model, long unfit) {
        this.id = id;
        this.choice = choice;
        this.unfit = unfit;
        this.oneAtATime = choice == DeviceChoice.FIRST_N;
        this.gpus = gpus;
        this.count = Math.min(gpus.size(), Blocks.MAX);
        this.model = model;
        this.index = gpus.stream().limit(count).mapToInt(Gpu::index).toArray();
        this.memoryMib =
                gpus.stream()
                        .limit(count)
                        .mapToInt(gpu -> (int) Math.min(gpu.memoryMib(), Integer.MAX_VALUE))
                        .toArray();
        this.uniform =
                unfit == 0
                        && gpus.stream()
                                        .map(gpu ->
                                                gpu.model() + gpu.memoryMib() + gpu.migProfiles())
                                        .distinct()
                                        .count()
                                <= 1;
        this.plain = uniform && count > 0 && IntStream.range(0, count).allMatch(i -> index[i] == i);
        this.links = new LinkTable(gpus.subList(0, count));
        this.rank =
                "%012d %02d %s %s"
                                .formatted(
                                        gpus.stream().mapToLong(Gpu::memoryMib).max().orElse(0),
                                        count,
                                        gpus.stream()
                                                .map(Gpu::toString)
                                                .collect(Collectors.joining()),
                                        choice)
                        + (unfit == 0 ? "" : " but " + unfit);
    }

    /** The same GPUs without what differs between two machines of one make. */
    static List<Gpu> key(List<Gpu> gpus) {
        return gpus.stream()
                .map(gpu ->
                        new Gpu(
                                gpu.index(),
                                gpu.model(),
                                gpu.memoryMib(),
                                "",
                                gpu.migProfiles(),
                                gpu.links()))
                .toList();
    }

    /** Mask of the devices of a node that are not given out. */
    static long unfit(SchedulableNode node) {
        long mask = 0;
        if (!node.unfit().isEmpty()) {
            List<Gpu> gpus = node.capacity().gpus();
            for (int position = 0; position < Math.min(gpus.size(), Blocks.MAX); position++) {
                mask |= node.unfit().contains(gpus.get(position).index()) ? 1L << position : 0;
            }
        }
        return mask;
    }

    /** Whether a node with these GPUs is one of this class. */
    boolean describes(SchedulableNode node) {
        NodeCapacity capacity = node.capacity();
        List<Gpu> others = capacity.gpus();
        if (others.size() != gpus.size() || capacity.devices() != choice || unfit(node) != unfit) {
            return false;
        }
        for (int i = 0; i < others.size(); i++) {
            Gpu own = gpus.get(i);
            Gpu other = others.get(i);
            if (own.index() != other.index()
                    || own.memoryMib() != other.memoryMib()
                    || !own.model().equals(other.model())
                    || !own.migProfiles().equals(other.migProfiles())
                    || !own.links().equals(other.links())) {
                return false;
            }
        }
        return true;
    }

    /** Mask of all positions. */
    public long all() {
        return first(count);
    }

    /** Mask of the first {@code wanted} positions, or of all where there are fewer. */
    public long first(int wanted) {
        int positions = Math.min(wanted, count);
        return positions == Long.SIZE ? -1L : (1L << positions) - 1;
    }

    /** Whether these indexes are positions of whole devices with this much memory each. */
    public boolean areWhole(long indexes, int mib) {
        return plain && mib == memoryMib[0] && indexes < 1L << Math.min(count, Long.SIZE - 2);
    }

    /** Whether this is all that a device has. */
    public boolean isWhole(int position, int milli, int mib) {
        return milli == 1000 && mib == memoryMib[position];
    }

    /** Position of the GPU with this index; -1 when there is none. */
    public int positionOf(int gpuIndex) {
        if (gpuIndex >= 0 && gpuIndex < count && index[gpuIndex] == gpuIndex) {
            return gpuIndex;
        }
        for (int position = 0; position < count; position++) {
            if (index[position] == gpuIndex) {
                return position;
            }
        }
        return -1;
    }
}
