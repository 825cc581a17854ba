package dev.clawgateway.client.hardware;

import dev.clawgateway.core.node.Gpu;
import java.util.List;

/** What a node's machine tells of itself. Every call may block for seconds. */
public interface Hardware {
    Host host();

    HostIdentity identity();

    Platform platform();

    /** What can run containers, the preferred one first. */
    List<ContainerRuntime> runtimes();

    ToolAnswer<Gpu> gpus();

    /** Readings of every GPU that answers. */
    ToolAnswer<GpuSample> readings();
}
