package dev.clawgateway.client.hardware;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Gpu;
import java.util.List;
import java.util.stream.IntStream;

/**
 * GPUs that are not there, for trying out placement on a machine without any. Their readings are
 * made up too: busy while held, idle while free.
 *
 * @param count at most 64
 */
public record FakeGpus(int count, String model, long memoryMib) {
    public FakeGpus {
        if (count < 0 || count > 64) {
            throw new IllegalArgumentException("fake GPUs: 0 to 64 of them, was " + count);
        } else if (memoryMib < 0) {
            throw new IllegalArgumentException("fake GPUs: at least 0 MiB each, was " + memoryMib);
        }
    }

    public List<Gpu> of(NodeId node) {
        return IntStream.range(0, count)
                .mapToObj(
                        index -> new Gpu(index, model, memoryMib, "GPU-fake-" + node + "-" + index))
                .toList();
    }
}
