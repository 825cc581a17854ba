package dev.clawgateway.cli.node;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.core.node.Gpu;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The GPU models of a node in a few words. */
final class GpuModels {
    private GpuModels() {}

    /** Such as {@code NVIDIA H100 80GB HBM3}, or {@code 4x A, 2x B} where models are mixed. */
    static String of(NodeDetails node) {
        NodeDetails.Profile profile = node.profile();
        if (profile == null || profile.capacity().gpus().isEmpty()) {
            return Display.NOTHING;
        }
        Map<String, Long> counts =
                profile.capacity().gpus().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Gpu::model, LinkedHashMap::new, Collectors.counting()));
        if (counts.size() == 1) {
            return counts.keySet().iterator().next();
        }
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + "x " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
