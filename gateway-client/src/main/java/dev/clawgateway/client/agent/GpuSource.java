package dev.clawgateway.client.agent;

import dev.clawgateway.client.hardware.GpuFault;
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

    /** The GPUs that are not well. May block likewise. */
    List<GpuFault> faults();

    /** Which GPUs there are now. May block likewise. */
    ToolAnswer<Gpu> devices();

    static GpuSource none() {
        return fake(List.of());
    }

    static GpuSource of(Hardware hardware, Set<Integer> fatalXids) {
        return new GpuSource() {
            @Override
            public List<GpuFault> faults() {
                return hardware.faults(fatalXids);
            }

            @Override
            public ToolAnswer<GpuSample> read(Set<Integer> heldGpus) {
                return hardware.readings();
            }

            @Override
            public ToolAnswer<Gpu> devices() {
                return hardware.gpus();
            }
        };
    }

    /** Made up, for GPUs that are made up. */
    static GpuSource fake(List<Gpu> gpus) {
        return new GpuSource() {
            @Override
            public List<GpuFault> faults() {
                return List.of();
            }

            @Override
            public ToolAnswer<GpuSample> read(Set<Integer> held) {
                return new ToolAnswer<>(
                        gpus.stream().map(gpu -> reading(gpu, held.contains(gpu.index()))).toList(),
                        null);
            }

            @Override
            public ToolAnswer<Gpu> devices() {
                return new ToolAnswer<>(gpus, null);
            }
        };
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
