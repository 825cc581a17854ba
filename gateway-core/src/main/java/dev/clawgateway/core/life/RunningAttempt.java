package dev.clawgateway.core.life;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;

/** What a node says it runs when it registers. */
public record RunningAttempt(WorkloadId workload, int attempt, WorkloadState state) {}
