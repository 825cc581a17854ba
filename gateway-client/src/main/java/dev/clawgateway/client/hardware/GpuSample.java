package dev.clawgateway.client.hardware;

import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one GPU is; null stands for what it does not tell. */
public record GpuSample(
        int index,
        @Nullable Integer utilizationPercent,
        @Nullable Long memoryUsedMib,
        @Nullable Long memoryTotalMib,
        @Nullable Long temperatureCelsius,
        @Nullable Float powerWatts) {
    /** A reading of which everything is known. */
    public static GpuSample of(GpuMetrics metrics) {
        return new GpuSample(
                metrics.index(),
                metrics.utilizationPercent(),
                metrics.memoryUsedMib(),
                metrics.memoryTotalMib(),
                metrics.temperatureCelsius(),
                metrics.powerWatts());
    }

    /**
     * As the protocol has it; empty when something is unknown that the protocol has no word for:
     * zero degrees would be a lie.
     */
    public Optional<GpuMetrics> metrics() {
        if (utilizationPercent == null
                || memoryUsedMib == null
                || memoryTotalMib == null
                || temperatureCelsius == null) {
            return Optional.empty();
        }
        return Optional.of(
                new GpuMetrics(
                        index,
                        utilizationPercent,
                        memoryUsedMib,
                        memoryTotalMib,
                        temperatureCelsius,
                        powerWatts));
    }
}
