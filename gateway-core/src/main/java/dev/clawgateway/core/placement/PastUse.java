package dev.clawgateway.core.placement;

/**
 * What a virtual cluster, with everything below it, held of late: an average in which younger times
 * weigh more. Units as in {@link VirtualCluster.Quota}, but not whole.
 *
 * @param cluster its name
 */
public record PastUse(String cluster, double gpuMillis, double cpuMillis, double memoryMib) {
    public PastUse {
        if (!isAmount(gpuMillis) || !isAmount(cpuMillis) || !isAmount(memoryMib)) {
            throw new IllegalArgumentException(
                    "past use of virtual cluster " + cluster + ": an amount is finite and >= 0");
        }
    }

    private static boolean isAmount(double value) {
        return value >= 0 && Double.isFinite(value);
    }
}
