package dev.clawgateway.core.workload;

import org.jspecify.annotations.Nullable;

/**
 * What an attempt holds of one GPU.
 *
 * @param index the device's number on its node; where it is missing the last one it had
 * @param milli thousandths of it, 1000 for the whole
 * @param memoryMib of its memory in MiB
 * @param migProfile the MIG slice held; null when none
 * @param uuid which device it is; null where the node gives none or chooses itself
 * @param missing the node has this device no more, and the claim stays until the attempt ends
 */
public record GpuGrant(
        int index,
        int milli,
        long memoryMib,
        @Nullable String migProfile,
        @Nullable String uuid,
        boolean missing) {
    /** Of a device that is there and known by its index alone. */
    public GpuGrant(int index, int milli, long memoryMib, @Nullable String migProfile) {
        this(index, milli, memoryMib, migProfile, null, false);
    }

    /** Whether it is of the device that has this number now. */
    public boolean isOf(int gpuIndex) {
        return !missing && index == gpuIndex;
    }

    /** The same part of the device that has this number now. */
    public GpuGrant at(int newIndex) {
        return new GpuGrant(newIndex, milli, memoryMib, migProfile, uuid, false);
    }

    /** The same part of a device that is gone. */
    public GpuGrant gone() {
        return new GpuGrant(index, milli, memoryMib, migProfile, uuid, true);
    }

    /** The same, with which device it is. */
    public GpuGrant of(@Nullable String device) {
        return new GpuGrant(index, milli, memoryMib, migProfile, device, missing);
    }
}
