package dev.clawgateway.simulation.node;

import dev.clawgateway.client.hardware.Host;
import dev.clawgateway.core.node.Gpu;
import java.util.List;
import java.util.Map;

/**
 * What a machine is built of.
 *
 * @param gpus in the order the driver counts them at first
 * @param labels that its agent is started with
 */
public record MachineShape(List<Gpu> gpus, Host host, Map<String, String> labels) {
    public MachineShape {
        gpus = List.copyOf(gpus);
    }
}
