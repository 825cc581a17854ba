package dev.clawgateway.embedded;

import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.control.readings.GpuReading;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.Cordon;
import dev.clawgateway.core.record.NodeDevices;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.Allocation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What the operations say, in the words of this API. */
final class Summaries {
    private static final int WHOLE = 1000;

    private Summaries() {}

    static NodeSummary of(ListedNode node, List<WorkloadId> workloads) {
        NodeRecord record = node.record();
        return new NodeSummary(
                record.id(),
                record.name(),
                record.capacity(),
                node.devices().freeMilli(),
                record.labels(),
                NodeSummary.Status.valueOf(node.standing().name()),
                node.devices().availability(),
                why(node),
                record.registeredAt(),
                node.lastHeartbeat(),
                workloads,
                node.readings().stream().map(Summaries::of).toList());
    }

    private static @Nullable String why(ListedNode node) {
        Cordon cordon = node.record().cordon();
        if (cordon != null) {
            return cordon.reason();
        }
        return node.avoided() == null ? null : node.avoided().text();
    }

    private static NodeSummary.Reading of(GpuReading reading) {
        return new NodeSummary.Reading(
                reading.index(),
                reading.utilizationPercent(),
                reading.memoryUsedMib(),
                reading.memoryTotalMib(),
                reading.temperatureCelsius(),
                reading.powerWatts());
    }

    static WorkloadSummary of(ListedWorkload workload) {
        WorkloadRecord record = workload.record();
        Allocation allocation = record.allocation();
        return new WorkloadSummary(
                record.id(),
                ListedWorkload.name(record),
                record.spec(),
                record.state(),
                allocation == null ? null : allocation.node(),
                workload.nodeName(),
                allocation == null ? List.of() : allocation.gpuIndexes(),
                workload.reason(),
                record.createdAt(),
                record.startedAt(),
                record.finishedAt(),
                record.exitCode(),
                record.attempt());
    }

    /** All that the nodes have. */
    static ClusterCapacity total(Collection<ListedNode> nodes) {
        return sum(nodes, _ -> _ -> WHOLE);
    }

    /** What could be given out now. */
    static ClusterCapacity available(Collection<ListedNode> nodes) {
        return sum(nodes, Summaries::free);
    }

    private static ToIntFunction<NodeDevices.Device> free(ListedNode node) {
        NodeDevices devices = node.devices();
        boolean open = devices.freeMilli() > 0;
        return device ->
                open && !devices.unfit().containsKey(device.gpu().index())
                        ? WHOLE - device.heldMilli()
                        : 0;
    }

    private static ClusterCapacity sum(
            Collection<ListedNode> nodes,
            Function<ListedNode, ToIntFunction<NodeDevices.Device>> share) {
        int some = 0;
        long millis = 0;
        long memory = 0;
        Map<String, Long> byModel = new TreeMap<>();
        for (ListedNode node : nodes) {
            ToIntFunction<NodeDevices.Device> of = share.apply(node);
            long here = 0;
            for (NodeDevices.Device device : node.devices().devices()) {
                int milli = of.applyAsInt(device);
                here += milli;
                memory += device.gpu().memoryMib() * milli / WHOLE;
                if (milli > 0) {
                    byModel.merge(device.gpu().model(), (long) milli, Long::sum);
                }
            }
            millis += here;
            some += here > 0 ? 1 : 0;
        }
        return new ClusterCapacity(some, millis, memory, byModel);
    }
}
