package dev.clawgateway.client.agent;

import dev.clawgateway.client.hardware.GpuSample;
import dev.clawgateway.client.hardware.Hardware;
import dev.clawgateway.client.hardware.ToolAnswer;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import java.util.List;
import java.util.Set;

/** Where a node's GPU readings come from. May block. */
interface GpuSource {
    ToolAnswer<GpuSample> read(Set<Integer> heldGpus);

    static GpuSource none() {
        return _ -> new ToolAnswer<>(List.of(), null);
    }

    static GpuSource of(Hardware hardware) {
        return _ -> hardware.readings();
    }

    /** Made up, for GPUs that are made up. */
    static GpuSource fake(List<Gpu> gpus) {
        return held ->
                new ToolAnswer<>(
                        gpus.stream().map(gpu -> reading(gpu, held.contains(gpu.index()))).toList(),
                        null);
    }

    private static GpuSample reading(Gpu gpu, boolean held) {
        return GpuSample.of(
                new GpuMetrics(
                        gpu.index(),
                        held ? 100 : 0,
                        held ? gpu.memoryMib() / 2 : 0,
                        gpu.memoryMib(),
                        held ? 65 : 35,
                        null));
    }
}
