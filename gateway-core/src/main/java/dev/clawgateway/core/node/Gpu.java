package dev.clawgateway.core.node;

import java.util.List;

/**
 * One GPU of a node.
 *
 * @param index the device's number on its node, as {@code nvidia-smi} counts; never negative
 * @param model the vendor's name of the model, such as {@code NVIDIA H100 80GB HBM3}
 * @param memoryMib total memory in MiB; 0 when it is not known
 * @param uuid the vendor's id, such as {@code GPU-5e1d77aa-...}
 * @param migProfiles MIG profiles this device can be cut into, such as {@code 1g.10gb}; empty when
 *     it cannot
 * @param links indexes of the GPUs of the same node it has a direct link to (NVLink); empty when
 *     none are reported
 * @param unifiedMemory it has no memory of its own and uses the host's
 */
public record Gpu(
        int index,
        String model,
        long memoryMib,
        String uuid,
        List<String> migProfiles,
        List<Integer> links,
        boolean unifiedMemory) {
    public Gpu {
        if (index < 0 || memoryMib < 0) {
            throw new IllegalArgumentException("gpu: index and memory_mib must not be negative");
        }
        migProfiles = List.copyOf(migProfiles);
        links = List.copyOf(links);
    }

    public Gpu(int index, String model, long memoryMib, String uuid) {
        this(index, model, memoryMib, uuid, List.of(), List.of());
    }

    /** One with memory of its own, if any is known. */
    public Gpu(
            int index,
            String model,
            long memoryMib,
            String uuid,
            List<String> migProfiles,
            List<Integer> links) {
        this(index, model, memoryMib, uuid, migProfiles, links, false);
    }

    /** The same with the host's memory, where it says that it uses that and names none itself. */
    Gpu beside(long hostMemoryMib) {
        return unifiedMemory && memoryMib == 0
                ? new Gpu(index, model, hostMemoryMib, uuid, migProfiles, links, true)
                : this;
    }
}
