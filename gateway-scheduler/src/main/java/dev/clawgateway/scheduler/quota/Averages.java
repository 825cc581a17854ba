package dev.clawgateway.scheduler.quota;

import dev.clawgateway.core.placement.PastUse;
import dev.clawgateway.core.placement.VirtualCluster.Quota;

/**
 * What a virtual cluster held of late, younger times weighing more. Unit as in {@link Quota}, but
 * not whole: many short steps must not be lost to rounding.
 */
final class Averages {
    private double gpuMillis;
    private double cpuMillis;
    private double memoryMib;

    double gpuMillis() {
        return gpuMillis;
    }

    double cpuMillis() {
        return cpuMillis;
    }

    double memoryMib() {
        return memoryMib;
    }

    /** Follows what is used: {@code keep} of the old, the rest from now. */
    void follow(Quota used, double keep) {
        gpuMillis = follow(gpuMillis, used.gpuMillis(), keep);
        cpuMillis = follow(cpuMillis, used.cpuMillis(), keep);
        memoryMib = follow(memoryMib, used.memoryMib(), keep);
    }

    /** What faded to less than one unit is nothing, or it would be stored for ever. */
    private static double follow(double average, long used, double keep) {
        double next = average * keep + used * (1 - keep);
        return used == 0 && next < 1 ? 0 : next;
    }

    boolean none() {
        return gpuMillis == 0 && cpuMillis == 0 && memoryMib == 0;
    }

    PastUse of(String virtualCluster) {
        return new PastUse(virtualCluster, gpuMillis, cpuMillis, memoryMib);
    }

    void restore(PastUse past) {
        gpuMillis = past.gpuMillis();
        cpuMillis = past.cpuMillis();
        memoryMib = past.memoryMib();
    }
}
