package dev.clawgateway.client.api;

import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.record.Cordon;
import dev.clawgateway.core.record.DrainProgress;
import dev.clawgateway.core.record.NodeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node as operators see it.
 *
 * @param gpuMemoryMib over its GPUs
 * @param lastHeard null when that is not known
 * @param profile null where it was not asked for
 * @param models how many GPUs it has of each; empty where that is not known
 * @param readings the last of each GPU; null when there are none
 * @param cordon null while the node is not cordoned
 * @param gpuUse null where a gateway does not say
 * @param avoided why it is left alone for a while, in words; null while it is not
 * @param unsure it is silent as many others are, so that nobody knows which side is at fault
 * @param maintenance the window that is on or comes next; null for none
 * @param drain how far its drain is; null while it is not drained
 */
public record NodeDetails(
        NodeId id,
        String name,
        State state,
        long gpus,
        long gpuMemoryMib,
        long runningWorkloads,
        @Nullable Instant lastHeard,
        @Nullable Profile profile,
        Map<String, Long> models,
        @Nullable List<Reading> readings,
        @Nullable Cordon cordon,
        @Nullable GpuUse gpuUse,
        @Nullable String avoided,
        boolean unsure,
        @Nullable NodeWindow maintenance,
        @Nullable DrainProgress drain)
        implements GatewayAnswer {
    public NodeDetails {
        models = FrozenMap.copyOf(models);
        readings = readings == null ? null : List.copyOf(readings);
    }

    /** How it is. */
    public enum State {
        HEALTHY,
        /** Connected, but its heartbeats are late. */
        UNHEALTHY,
        /** Gets no new work; wins over the others while a session is open. */
        DRAINING,
        OFFLINE
    }

    /** What the node says it is. */
    public record Profile(
            NodeCapacity capacity,
            List<NodeCondition> conditions,
            Map<String, String> labels,
            List<Taint> taints) {
        public Profile {
            conditions = List.copyOf(conditions);
            labels = FrozenMap.copyOf(labels);
            taints = List.copyOf(taints);
        }
    }

    /**
     * How one GPU is.
     *
     * @param powerWatts null when the device does not say
     */
    public record Reading(
            int gpu,
            int utilizationPercent,
            long memoryUsedMib,
            long memoryTotalMib,
            long temperatureCelsius,
            @Nullable Float powerWatts) {}

    /**
     * What becomes of the node's GPUs, in thousandths of devices; the three sum to all it has.
     *
     * @param unavailableReason why what nobody holds cannot be had; null where it can
     * @param missing devices that are held and that the node no longer reports
     * @param unhealthy devices that get no new work, held or not
     */
    public record GpuUse(
            long allocatedMilli,
            long freeMilli,
            long unavailableMilli,
            @Nullable String unavailableReason,
            List<MissingGpu> missing,
            List<UnhealthyGpu> unhealthy) {
        public GpuUse {
            missing = List.copyOf(missing);
            unhealthy = List.copyOf(unhealthy);
        }
    }

    /**
     * A device that is gone.
     *
     * @param index the last number it had
     * @param uuid null where its node gave none
     */
    public record MissingGpu(int index, @Nullable String uuid) {}

    /** A device that is not well, and what is said of it. */
    public record UnhealthyGpu(int index, String reason) {}
}
