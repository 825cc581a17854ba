package dev.clawgateway.core.workload;

/**
 * A part of one GPU.
 *
 * @param milli thousandths of its compute, 1 to 1000
 * @param memoryMib of its memory in MiB; 0 takes the same thousandths of whatever device it lands
 *     on
 */
public record GpuShare(int milli, long memoryMib) {
    public GpuShare {
        if (milli < 1 || milli > 1000 || memoryMib < 0) {
            throw new IllegalArgumentException(
                    "gpu_requirement.share: milli must be 1 to 1000, memory_mib at least 0");
        }
    }
}
