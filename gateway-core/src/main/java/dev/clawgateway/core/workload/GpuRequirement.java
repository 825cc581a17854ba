package dev.clawgateway.core.workload;

import dev.clawgateway.core.node.Gpu;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which GPUs, and how many (claw protocol, section 3.5; {@code models}, {@code share}, {@code
 * migProfile} and {@code linked} are ours). A GPU qualifies when it passes every member that is
 * given.
 *
 * @param count GPUs wanted on one node; 0 is always met
 * @param minMemoryMib total memory a GPU needs, in MiB; 0 for any
 * @param modelPattern case-sensitive substring of the model; null for any
 * @param models exact models that are acceptable; empty for any
 * @param share a part of each GPU instead of the whole; null for whole GPUs
 * @param migProfile a MIG slice of each GPU instead of the whole; null for none
 * @param linked the GPUs must be directly linked to each other, on nodes that report links
 * @param priority of this level among the fallbacks; higher scores better
 * @param fallback tried when this level is not met on a node
 */
public record GpuRequirement(
        int count,
        GpuSelector selector,
        long minMemoryMib,
        @Nullable String modelPattern,
        List<String> models,
        @Nullable GpuShare share,
        @Nullable String migProfile,
        boolean linked,
        int priority,
        @Nullable GpuRequirement fallback) {
    public GpuRequirement {
        models = List.copyOf(models);
    }

    /** {@code count} whole GPUs of any kind. */
    public static GpuRequirement anyOf(int count) {
        return new GpuRequirement(
                count, GpuSelector.ANY, 0, null, List.of(), null, null, false, 0, null);
    }

    /**
     * Whether one GPU qualifies for this level, looking at the device alone and not at what it
     * holds.
     */
    public boolean accepts(Gpu gpu) {
        return gpu.memoryMib() >= minMemoryMib
                && (modelPattern == null || gpu.model().contains(modelPattern))
                && (models.isEmpty() || models.contains(gpu.model()))
                && (migProfile == null || gpu.migProfiles().contains(migProfile))
                && selector.matches(gpu);
    }
}
