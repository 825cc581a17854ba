package dev.clawgateway.server.shown;

import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.Map;
import java.util.stream.Collectors;

/** What was asked for, as others may see it. */
public final class ShownSpecs {
    private ShownSpecs() {}

    /** Values of environment variables are where passwords are. */
    public static WorkloadSpec withoutSecrets(WorkloadSpec spec) {
        Map<String, String> names =
                spec.env().keySet().stream().collect(Collectors.toMap(name -> name, _ -> ""));
        return new WorkloadSpec(
                spec.image(),
                spec.command(),
                names,
                spec.gpuCount(),
                spec.memoryMib(),
                spec.cpuMillis(),
                spec.labels(),
                spec.scheduling());
    }
}
