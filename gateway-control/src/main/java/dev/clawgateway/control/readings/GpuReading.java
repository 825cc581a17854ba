package dev.clawgateway.control.readings;

import org.jspecify.annotations.Nullable;

/**
 * What a node last measured on one GPU.
 *
 * @param powerWatts null when the device does not say
 */
public record GpuReading(
        int index,
        int utilizationPercent,
        long memoryUsedMib,
        long memoryTotalMib,
        long temperatureCelsius,
        @Nullable Float powerWatts) {}
