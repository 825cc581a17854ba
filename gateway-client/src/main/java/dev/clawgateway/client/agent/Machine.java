package dev.clawgateway.client.agent;

import dev.clawgateway.client.hardware.ContainerRuntime;
import dev.clawgateway.client.hardware.FakeGpus;
import dev.clawgateway.client.hardware.Hardware;
import dev.clawgateway.client.hardware.Host;
import dev.clawgateway.client.hardware.ToolAnswer;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this node offers, found out once at the start.
 *
 * @param gpuTrouble what the GPUs' tool said when it could not tell of all; null when it could
 */
record Machine(
        NodeCapacity capacity,
        List<ContainerRuntime> runtimes,
        GpuSource readings,
        @Nullable String gpuTrouble) {
    /** A word of ours for a node that can run nothing; an empty list would say nothing. */
    static final String NO_RUNTIME = "none";

    /** Asks the system's tools; takes seconds where they are slow. */
    static Machine detect(AgentOptions options, NodeId node, Hardware hardware) {
        FakeGpus fakes = options.fakeGpus();
        ToolAnswer<Gpu> found =
                fakes != null ? new ToolAnswer<>(fakes.of(node), null) : hardware.gpus();
        List<Gpu> gpus = found.rows();
        boolean tool = !gpus.isEmpty() || found.trouble() != null;
        GpuSource readings =
                fakes != null
                        ? GpuSource.fake(gpus)
                        : tool ? GpuSource.of(hardware, options.fatalXids()) : GpuSource.none();
        Host host = hardware.host();
        List<ContainerRuntime> runtimes = hardware.runtimes();
        return new Machine(
                new NodeCapacity(
                        gpus,
                        host.cpuMillis(),
                        host.memoryMib(),
                        offered(runtimes, options.allowProcesses())),
                runtimes,
                readings,
                found.trouble());
    }

    static List<String> offered(List<ContainerRuntime> runtimes, boolean allowProcesses) {
        List<String> offered = new ArrayList<>();
        runtimes.forEach(runtime -> offered.add(runtime.program()));
        if (allowProcesses) {
            offered.add(LaunchPlanner.PROCESS_IMAGE);
        }
        return offered.isEmpty() ? List.of(NO_RUNTIME) : offered;
    }
}
