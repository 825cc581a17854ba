package dev.clawgateway.core.life;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, when and by whom: what never changes of a workload.
 *
 * @param target the only node it may run on; null for any
 * @param place null unless it is a worker of a parallel workload
 * @param by null in records from before it was kept
 */
public record Origin(
        WorkloadSpec spec,
        @Nullable NodeId target,
        @Nullable WorkerPlace place,
        Instant at,
        @Nullable Caller by) {}
