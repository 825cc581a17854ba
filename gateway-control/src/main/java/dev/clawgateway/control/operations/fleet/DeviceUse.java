package dev.clawgateway.control.operations.fleet;

import dev.clawgateway.control.readings.GpuReading;
import dev.clawgateway.control.readings.NodeSignals;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.record.NodeDevices;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one device now.
 *
 * @param heldMilli thousandths that workloads hold, at most all
 * @param holders who they are
 * @param unhealthy what its condition says of it; null while it is well
 * @param unavailable why what nobody holds of it cannot be had, as {@link Capacity} has it; null
 *     where it can
 * @param reading the last one; null when its node sent none
 * @param idle it is held, and was hardly used for a while: {@link #IDLE_SPAN}
 */
public record DeviceUse(
        Gpu gpu,
        int heldMilli,
        List<Holder> holders,
        @Nullable String unhealthy,
        @Nullable String unavailable,
        @Nullable GpuReading reading,
        boolean idle) {
    /** How long a device was hardly used, and held by the same, to count as idle. */
    public static final Duration IDLE_SPAN = Duration.ofMinutes(15);

    /** Mean utilisation of half a minute or so that is some use. */
    public static final int IDLE_BELOW_PERCENT = 5;

    /**
     * A workload that holds a part of it, or all.
     *
     * @param workload null where the caller does not see it
     * @param milli thousandths of the device
     * @param memoryMib of its memory
     * @param migProfile the slice held; null for none
     */
    public record Holder(
            @Nullable WorkloadId workload, int milli, long memoryMib, @Nullable String migProfile) {
        Holder seen(Predicate<WorkloadId> sight) {
            return workload == null || sight.test(workload)
                    ? this
                    : new Holder(null, milli, memoryMib, migProfile);
        }
    }

    public DeviceUse {
        holders = List.copyOf(holders);
    }

    /**
     * All devices of a node, in its own order.
     *
     * @param devices of the same node
     * @param signals null when none came
     */
    static List<DeviceUse> of(
            NodeRecord node,
            NodeDevices devices,
            ClusterView view,
            @Nullable NodeSignals signals,
            Instant now) {
        Map<WorkloadId, Allocation> holdings = view.holdingsOn(node.id());
        List<DeviceUse> uses = new ArrayList<>(devices.devices().size());
        for (NodeDevices.Device device : devices.devices()) {
            int index = device.gpu().index();
            List<Holder> holders = holders(index, holdings);
            String unhealthy = devices.unfit().get(index);
            uses.add(
                    new DeviceUse(
                            device.gpu(),
                            device.heldMilli(),
                            holders,
                            unhealthy,
                            reason(devices.availability(), unhealthy != null),
                            signals == null ? null : signals.reading(index),
                            signals != null && idle(index, holders, view, signals, now)));
        }
        return uses;
    }

    /** As somebody sees it who sees only such workloads. */
    DeviceUse seen(Predicate<WorkloadId> sight) {
        return new DeviceUse(
                gpu,
                heldMilli,
                holders.stream().map(holder -> holder.seen(sight)).toList(),
                unhealthy,
                unavailable,
                reading,
                idle);
    }

    /** Why nobody gets what is left of a device; null where somebody may. */
    static @Nullable String reason(Availability availability, boolean unhealthy) {
        if (availability == Availability.OPEN) {
            return unhealthy ? Capacity.UNHEALTHY : null;
        }
        return availability.name().toLowerCase(Locale.ROOT);
    }

    private static List<Holder> holders(int index, Map<WorkloadId, Allocation> holdings) {
        if (holdings.isEmpty()) {
            return List.of();
        }
        List<Holder> holders = new ArrayList<>(1);
        for (Map.Entry<WorkloadId, Allocation> holding : holdings.entrySet()) {
            for (GpuGrant grant : holding.getValue().gpus()) {
                if (grant.isOf(index)) {
                    holders.add(
                            new Holder(
                                    holding.getKey(),
                                    grant.milli(),
                                    grant.memoryMib(),
                                    grant.migProfile()));
                }
            }
        }
        return holders;
    }

    private static boolean idle(
            int index, List<Holder> holders, ClusterView view, NodeSignals signals, Instant now) {
        Instant since = now.minus(IDLE_SPAN);
        for (Holder holder : holders) {
            WorkloadId id = holder.workload();
            WorkloadRecord workload = id == null ? null : view.workload(id);
            Instant started = workload == null ? null : workload.startedAt();
            if (started != null && !started.isAfter(since)) {
                return signals.idle(index, now, IDLE_SPAN, IDLE_BELOW_PERCENT);
            }
        }
        return false;
    }
}
