package dev.clawgateway.core.state;

import dev.clawgateway.core.Allocation;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SchedulingGate;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadSpec;
import dev.clawgateway.core.WorkloadState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workload and its current attempt. Immutable; every change makes a new one.
 *
 * @param target the only node it may run on; null for any
 * @param membership null unless it is a worker of a parallel workload
 * @param clearedGates names of gates cleared so far, also such as the spec does not have
 * @param attempt number of the current attempt, from 1; 0 before the first
 * @param allocation held while {@link WorkloadState#holdsDevices()}; afterwards what was last held
 * @param stopRequested somebody asked for its end and the node has not confirmed it yet
 * @param message the last word about it: the node's, or why it waits, failed or was placed there
 */
public record WorkloadRecord(
        WorkloadId id,
        WorkloadSpec spec,
        @Nullable NodeId target,
        @Nullable Membership membership,
        List<String> clearedGates,
        WorkloadState state,
        int attempt,
        @Nullable Allocation allocation,
        boolean stopRequested,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Integer exitCode,
        @Nullable String message) {
    public WorkloadRecord {
        clearedGates = List.copyOf(clearedGates);
    }

    /** Gates of the spec that nobody has cleared, in the spec's order. */
    public List<String> pendingGates() {
        return spec.scheduling().gates().stream()
                .map(SchedulingGate::name)
                .filter(name -> !clearedGates.contains(name))
                .distinct()
                .toList();
    }

    /** The node that holds it; null when it holds nothing. */
    public @Nullable NodeId node() {
        return state.holdsDevices() && allocation != null ? allocation.node() : null;
    }
}
