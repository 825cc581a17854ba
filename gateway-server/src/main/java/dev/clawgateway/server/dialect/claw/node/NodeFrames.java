package dev.clawgateway.server.dialect.claw.node;

import dev.clawgateway.control.links.InvokeOrder;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import java.util.List;

/** Effects as frames to a node. */
final class NodeFrames {
    private static final int WHOLE_GPU = 1000;

    private NodeFrames() {}

    /**
     * Its {@code gpu_count} is what was granted, whatever the spec asked for in which way: a node
     * that knows nothing else takes as many.
     */
    static NodeCommand start(Effect.Start start) {
        Starting workload = start.workload();
        Allocation allocation = workload.holds();
        List<Integer> gpus = allocation.gpuIndexes();
        return new NodeCommand.StartWorkload(
                workload.id(),
                workload.spec().withGpuCount(gpus.size()),
                gpus,
                workload.attempt(),
                shares(allocation));
    }

    /** Only when some GPU is not held whole. */
    private static List<GpuGrant> shares(Allocation allocation) {
        boolean shared =
                allocation.gpus().stream()
                        .anyMatch(gpu -> gpu.milli() < WHOLE_GPU || gpu.migProfile() != null);
        return shared ? allocation.gpus() : List.of();
    }

    /**
     * A stop.
     *
     * @param tellsWho whether the node is told that an operator wants it
     */
    static NodeCommand stop(Effect.Stop stop, boolean tellsWho) {
        return new NodeCommand.StopWorkload(
                stop.workload(),
                stop.grace().toSeconds(),
                stop.attempt() == 0 ? null : stop.attempt(),
                stop.reason(),
                tellsWho && stop.ordered());
    }

    static NodeCommand invoke(InvokeOrder order) {
        return new NodeCommand.InvokeRequest(
                order.id(),
                order.node().toString(),
                order.command(),
                order.params(),
                order.timeout().toMillis());
    }
}
