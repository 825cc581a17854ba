package dev.clawgateway.scheduler.policy;

import dev.clawgateway.plugin.RequestView;

/** A request as a scoring function is shown it. */
public record AskedRequest(int gpus, int gpuMillis, long cpuMillis, long memoryMib, int level)
        implements RequestView {}
