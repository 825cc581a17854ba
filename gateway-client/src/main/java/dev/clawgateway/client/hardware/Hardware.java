package dev.clawgateway.client.hardware;

import dev.clawgateway.core.node.Gpu;
import java.util.List;
import java.util.Set;

/** What a node's machine tells of itself. Every call may block for seconds. */
public interface Hardware {
    Host host();

    HostIdentity identity();

    Platform platform();

    /** What can run containers, the preferred one first. */
    List<ContainerRuntime> runtimes();

    ToolAnswer<Gpu> gpus();

    /**
     * The GPUs that are not well.
     *
     * @param fatalXids errors of the driver's numbering after which a GPU is not to be used
     */
    List<GpuFault> faults(Set<Integer> fatalXids);

    /** Readings of every GPU that answers. */
    ToolAnswer<GpuSample> readings();
}
