package dev.clawgateway.client.agent;

import dev.clawgateway.client.hardware.Answer;
import dev.clawgateway.client.hardware.GpuReading;
import dev.clawgateway.client.hardware.NvidiaSmi;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import java.util.List;
import java.util.Set;

/** Where a node's GPU readings come from. May block. */
interface GpuReadings {
    Answer<GpuReading> read(Set<Integer> heldGpus);

    static GpuReadings none() {
        return _ -> new Answer<>(List.of(), null);
    }

    static GpuReadings of(NvidiaSmi smi) {
        return _ -> smi.readings();
    }

    /** Made up, for GPUs that are made up. */
    static GpuReadings fake(List<Gpu> gpus) {
        return held ->
                new Answer<>(
                        gpus.stream().map(gpu -> reading(gpu, held.contains(gpu.index()))).toList(),
                        null);
    }

    private static GpuReading reading(Gpu gpu, boolean held) {
        return GpuReading.of(
                new GpuMetrics(
                        gpu.index(),
                        held ? 100 : 0,
                        held ? gpu.memoryMib() / 2 : 0,
                        gpu.memoryMib(),
                        held ? 65 : 35,
                        null));
    }
}
