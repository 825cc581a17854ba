package dev.clawgateway.simulation.node;

import dev.clawgateway.client.hardware.ContainerRuntime;
import dev.clawgateway.client.hardware.GpuFault;
import dev.clawgateway.client.hardware.GpuSample;
import dev.clawgateway.client.hardware.Hardware;
import dev.clawgateway.client.hardware.Host;
import dev.clawgateway.client.hardware.HostIdentity;
import dev.clawgateway.client.hardware.Platform;
import dev.clawgateway.client.hardware.ToolAnswer;
import dev.clawgateway.core.node.Gpu;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a machine tells of itself. It runs plain processes only. */
record MachineHardware(Host host, HostIdentity identity, Gpus devices) implements Hardware {
    private static final int PERCENT = 50;
    private static final long CELSIUS = 60;

    @Override
    public Platform platform() {
        return new Platform("Linux 6.1", "amd64");
    }

    @Override
    public List<ContainerRuntime> runtimes() {
        return List.of();
    }

    @Override
    public ToolAnswer<Gpu> gpus() {
        return new ToolAnswer<>(devices.listed(), trouble());
    }

    @Override
    public List<GpuFault> faults(Set<Integer> fatalXids) {
        return devices.faults();
    }

    @Override
    public ToolAnswer<GpuSample> readings() {
        List<GpuSample> samples =
                devices.listed().stream()
                        .map(gpu ->
                                new GpuSample(
                                        gpu.index(),
                                        PERCENT,
                                        gpu.memoryMib() / 2,
                                        gpu.memoryMib(),
                                        CELSIUS,
                                        null))
                        .toList();
        return new ToolAnswer<>(samples, trouble());
    }

    private @Nullable String trouble() {
        return devices.lost() == 0 ? null : devices.lost() + " GPUs are lost";
    }
}
