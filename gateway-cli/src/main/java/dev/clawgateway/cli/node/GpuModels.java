package dev.clawgateway.cli.node;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.client.api.NodeDetails;
import java.util.Map;
import java.util.stream.Collectors;

/** The GPU models of a node in a few words. */
final class GpuModels {
    private GpuModels() {}

    /** Such as {@code NVIDIA H100 80GB HBM3}, or {@code 4x A, 2x B} where models are mixed. */
    static String of(NodeDetails node) {
        Map<String, Long> models = node.models();
        if (models.isEmpty()) {
            return Display.NOTHING;
        } else if (models.size() == 1) {
            return models.keySet().iterator().next();
        }
        return models.entrySet().stream()
                .map(entry -> entry.getValue() + "x " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
