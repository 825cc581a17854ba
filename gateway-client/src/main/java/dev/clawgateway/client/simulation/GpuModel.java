package dev.clawgateway.client.simulation;

/**
 * A model of GPU in the simulated fleet; all GPUs of a node are of one model.
 *
 * @param weight how often it is drawn, against the sum of all weights
 */
public record GpuModel(String name, long memoryMib, int weight) {
    public GpuModel {
        if (name.isEmpty() || memoryMib < 0 || weight < 1) {
            throw new IllegalArgumentException(
                    "GPU model: needs a name, at least 0 MiB and a weight of at least 1");
        }
    }
}
