package dev.clawgateway.protocol.claw.parts;

import org.jspecify.annotations.Nullable;

/**
 * Readings of one GPU.
 *
 * @param utilizationPercent 0 to 255 on the wire, 0 to 100 in practice
 * @param powerWatts null when the device does not say
 */
public record GpuMetrics(
        int index,
        int utilizationPercent,
        long memoryUsedMib,
        long memoryTotalMib,
        long temperatureCelsius,
        @Nullable Float powerWatts) {}
