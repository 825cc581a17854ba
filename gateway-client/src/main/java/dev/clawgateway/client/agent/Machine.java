package dev.clawgateway.client.agent;

import dev.clawgateway.client.hardware.ContainerRuntime;
import dev.clawgateway.client.hardware.Host;
import dev.clawgateway.client.hardware.NvidiaSmi;
import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.NodeCapacity;
import dev.clawgateway.core.NodeId;
import java.util.ArrayList;
import java.util.List;

/** What this node offers, found out once at the start. */
record Machine(NodeCapacity capacity, List<ContainerRuntime> runtimes, GpuReadings readings) {
    /** Asks the system's tools; takes seconds where they are slow. */
    static Machine detect(AgentOptions options, NodeId node) {
        FakeGpus fakes = options.fakeGpus();
        NvidiaSmi smi = new NvidiaSmi("nvidia-smi");
        List<Gpu> gpus = fakes != null ? fakes.of(node) : smi.gpus();
        GpuReadings readings =
                fakes != null
                        ? GpuReadings.fake(gpus)
                        : gpus.isEmpty() ? GpuReadings.none() : GpuReadings.of(smi);
        Host host = Host.detect();
        List<ContainerRuntime> runtimes = ContainerRuntime.detect();
        List<String> offered = new ArrayList<>();
        runtimes.forEach(runtime -> offered.add(runtime.program()));
        if (options.allowProcesses()) {
            offered.add(LaunchPlanner.PROCESS_IMAGE);
        }
        return new Machine(
                new NodeCapacity(gpus, host.cpuMillis(), host.memoryMib(), offered),
                runtimes,
                readings);
    }
}
