package dev.clawgateway.core.space;

import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A workspace that is asked for.
 *
 * @param cluster its virtual cluster, by id or name
 */
public record WorkspaceWish(String name, String repo, String cluster, Container container) {
    /**
     * What it runs and gets; null leaves it to the gateway.
     *
     * @param command null for the image's own where an image is given
     * @param gpus whole ones, of any kind
     */
    public record Container(
            @Nullable String image,
            @Nullable List<String> command,
            Map<String, String> env,
            Map<String, String> labels,
            @Nullable Integer gpus,
            @Nullable Long cpuMillis,
            @Nullable Long memoryMib) {
        /** All of it is left to the gateway. */
        public static final Container USUAL =
                new Container(null, null, Map.of(), Map.of(), null, null, null);

        /** What is to run, with the usual in the place of what is left to the gateway. */
        public WorkloadSpec spec(WorkspaceDefaults usual) {
            List<String> usualCommand = image == null ? usual.command() : List.of();
            return new WorkloadSpec(
                    Objects.requireNonNullElse(image, usual.image()),
                    Objects.requireNonNullElse(command, usualCommand),
                    env,
                    Objects.requireNonNullElse(gpus, usual.gpus()),
                    Objects.requireNonNullElse(memoryMib, usual.memoryMib()),
                    Objects.requireNonNullElse(cpuMillis, usual.cpuMillis()),
                    labels,
                    SchedulingRequirements.NONE);
        }
    }
}
