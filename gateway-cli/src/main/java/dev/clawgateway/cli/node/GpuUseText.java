package dev.clawgateway.cli.node;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.core.node.Gpu;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of a node's GPUs, in a few words; what is not known is said to be so. */
final class GpuUseText {
    static final String UNKNOWN = "unknown";

    private static final int WHOLE = 1000;

    private GpuUseText() {}

    static String held(NodeDetails node) {
        NodeDetails.GpuUse use = node.gpuUse();
        return use == null ? UNKNOWN : devices(use.allocatedMilli());
    }

    static String free(NodeDetails node) {
        NodeDetails.GpuUse use = node.gpuUse();
        return use == null ? UNKNOWN : devices(use.freeMilli());
    }

    /** How many nobody holds that cannot be had, and why; a dash for none. */
    static String unavailable(NodeDetails node) {
        NodeDetails.GpuUse use = node.gpuUse();
        return use == null || use.unavailableMilli() == 0
                ? Display.NOTHING
                : devices(use.unavailableMilli()) + reason(use.unavailableReason());
    }

    private static String reason(@Nullable String reason) {
        return reason == null ? "" : " " + reason;
    }

    /** Memory of all GPUs together; none is known of those that use the host's. */
    static String memory(NodeDetails node) {
        return node.gpus() > 0 && node.gpuMemoryMib() == 0
                ? UNKNOWN
                : Display.mebibytes(node.gpuMemoryMib());
    }

    static String memory(Gpu gpu) {
        if (gpu.memoryMib() > 0) {
            return Display.mebibytes(gpu.memoryMib());
        }
        return gpu.unifiedMemory() ? "the host's" : UNKNOWN;
    }

    private static String devices(long milli) {
        return milli % WHOLE == 0
                ? Long.toString(milli / WHOLE)
                : String.format(Locale.ROOT, "%.1f", (double) milli / WHOLE);
    }
}
