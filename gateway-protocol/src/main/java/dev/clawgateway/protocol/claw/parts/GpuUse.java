package dev.clawgateway.protocol.claw.parts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a node's GPUs, in thousandths of devices; the three sum to all it has. Our
 * extension.
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
        List<Missing> missing,
        List<Unhealthy> unhealthy) {
    /** A device that is not well, and what is said of it. */
    public record Unhealthy(int index, String reason) {}

    /**
     * A device that is gone.
     *
     * @param index the last number it had
     * @param uuid null where its node gave none
     */
    public record Missing(int index, @Nullable String uuid) {}

    public GpuUse {
        missing = List.copyOf(missing);
        unhealthy = List.copyOf(unhealthy);
    }
}
