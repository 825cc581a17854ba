package dev.clawgateway.core.state;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadState;

/** What a node says it runs when it registers. */
public record RunningAttempt(WorkloadId workload, int attempt, WorkloadState state) {}
