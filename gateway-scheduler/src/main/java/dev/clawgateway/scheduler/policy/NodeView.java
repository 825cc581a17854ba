package dev.clawgateway.scheduler.policy;

import dev.clawgateway.core.placement.SchedulableNode;

/** A node as it stands before the request is placed. Valid only during the call it is passed to. */
public interface NodeView {
    /** What the node reported, and what operators set. */
    SchedulableNode node();

    /** GPUs nobody holds any part of. */
    int freeGpus();

    /** Thousandths free over all GPUs, parts included. */
    int freeGpuMillis();

    /** Thousandths free of the GPU at {@code position} in the node's own order. */
    int freeGpuMillis(int position);

    long freeCpuMillis();

    long freeMemoryMib();
}
