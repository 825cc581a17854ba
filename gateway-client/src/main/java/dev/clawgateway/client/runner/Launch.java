package dev.clawgateway.client.runner;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.core.FrozenMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to execute.
 *
 * @param command program and arguments; never empty
 * @param environment all of it: nothing is inherited
 * @param gpus that the attempt holds on this node
 * @param container what the command runs in the foreground; null for a plain process
 * @param order by which it was started, in one line, to be told later; empty for none
 */
public record Launch(
        List<String> command,
        Map<String, String> environment,
        GivenGpus gpus,
        @Nullable Container container,
        String order) {
    public Launch {
        command = List.copyOf(command);
        environment = FrozenMap.copyOf(environment);
    }

    /** One that was started by nobody's order. */
    public Launch(
            List<String> command,
            Map<String, String> environment,
            GivenGpus gpus,
            @Nullable Container container) {
        this(command, environment, gpus, container, "");
    }

    /** The same by that order. */
    public Launch by(String startOrder) {
        return new Launch(command, environment, gpus, container, startOrder);
    }

    /**
     * A container outlives a killed client of its runtime, so it is removed by name.
     *
     * @param runtime {@code docker} or {@code podman}
     */
    public record Container(String runtime, String name) {
        List<String> removal() {
            return List.of(runtime, "rm", "--force", name);
        }
    }
}
