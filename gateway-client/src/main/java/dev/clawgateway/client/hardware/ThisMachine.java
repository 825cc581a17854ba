package dev.clawgateway.client.hardware;

import dev.clawgateway.core.node.Gpu;
import java.util.List;
import java.util.Set;

/**
 * The machine this process runs on, as its kernel and its tools tell it.
 *
 * @param smi the driver's tool
 */
public record ThisMachine(NvidiaSmi smi) implements Hardware {
    @Override
    public Host host() {
        return Host.detect();
    }

    @Override
    public HostIdentity identity() {
        return HostIdentity.detect();
    }

    @Override
    public Platform platform() {
        return Platform.ofThisMachine();
    }

    @Override
    public List<ContainerRuntime> runtimes() {
        return ContainerRuntime.detect();
    }

    @Override
    public ToolAnswer<Gpu> gpus() {
        return smi.gpus();
    }

    @Override
    public List<GpuFault> faults(Set<Integer> fatalXids) {
        return smi.faults(fatalXids);
    }

    @Override
    public ToolAnswer<GpuSample> readings() {
        return smi.readings();
    }
}
