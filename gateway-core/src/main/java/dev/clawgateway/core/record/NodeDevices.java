package dev.clawgateway.core.record;

import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a node's GPUs now. Of each device a part is held, and the rest is free where the
 * node takes new work, else unavailable: the three sum to what there is.
 *
 * @param devices those that the node has
 * @param missing what workloads hold of devices that the node has no more
 * @param unfit why devices get no new work, by index
 */
public record NodeDevices(
        Availability availability,
        List<Device> devices,
        List<GpuGrant> missing,
        Map<Integer, String> unfit) {
    private static final int WHOLE = 1000;

    /**
     * One device.
     *
     * @param heldMilli thousandths of it that workloads hold, at most all
     */
    public record Device(Gpu gpu, int heldMilli) {}

    public NodeDevices {
        devices = List.copyOf(devices);
        missing = List.copyOf(missing);
        unfit = FrozenMap.copyOf(unfit);
    }

    /**
     * Adds up.
     *
     * @param held what workloads hold there
     */
    public static NodeDevices of(
            NodeRecord node, Availability availability, Collection<Allocation> held) {
        List<GpuGrant> grants = held.stream().flatMap(one -> one.gpus().stream()).toList();
        List<Device> devices = new ArrayList<>();
        for (Gpu gpu : node.capacity().gpus()) {
            int milli = 0;
            for (GpuGrant grant : grants) {
                milli += grant.isOf(gpu.index()) ? grant.milli() : 0;
            }
            devices.add(new Device(gpu, Math.min(milli, WHOLE)));
        }
        return new NodeDevices(
                availability,
                devices,
                grants.stream().filter(GpuGrant::missing).toList(),
                node.unfitGpus());
    }

    /** Thousandths of devices that workloads hold. */
    public long heldMilli() {
        return devices.stream().mapToLong(Device::heldMilli).sum();
    }

    /** Thousandths that nobody holds, to be had or not. */
    public long restMilli() {
        return (long) WHOLE * devices.size() - heldMilli();
    }

    /** Thousandths that could be given out now. */
    public long freeMilli() {
        return availability == Availability.OPEN ? restMilli() - unfitMilli() : 0;
    }

    private long unfitMilli() {
        return devices.stream()
                .filter(device -> unfit.containsKey(device.gpu().index()))
                .mapToLong(device -> WHOLE - device.heldMilli())
                .sum();
    }

    /** Thousandths that nobody holds and that cannot be given out: the node takes no new work. */
    public long unavailableMilli() {
        return restMilli() - freeMilli();
    }
}
