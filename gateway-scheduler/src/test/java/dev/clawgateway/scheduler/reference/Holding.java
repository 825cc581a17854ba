package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.Allocation;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadSpec;

/** What one workload holds. */
record Holding(WorkloadId workload, WorkloadSpec spec, Allocation allocation) {
    long gpuMillis() {
        return allocation.gpus().stream().mapToLong(grant -> grant.milli()).sum();
    }
}
