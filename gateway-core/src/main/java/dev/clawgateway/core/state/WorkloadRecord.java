package dev.clawgateway.core.state;

import dev.clawgateway.core.Allocation;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SchedulingGate;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadSpec;
import dev.clawgateway.core.WorkloadState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A workload and its current attempt. Immutable; every change makes a new one.
 *
 * @param target the only node it may run on; null for any
 * @param membership null unless it is a worker of a parallel workload
 * @param clearedGates names of gates cleared so far, also such as the spec does not have
 * @param attempt number of the current attempt, from 1; 0 before the first
 * @param failures how many of its attempts have failed
 * @param allocation held while {@link WorkloadState#holdsDevices()}; afterwards what was last held
 * @param stopRequested somebody asked for its end and the node has not confirmed it yet
 * @param requeue its current attempt is being ended by the gateway; a new attempt follows when it
 *     has
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
        int failures,
        @Nullable Allocation allocation,
        boolean stopRequested,
        boolean requeue,
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

    /** A new one that waits. */
    static WorkloadRecord submitted(
            WorkloadId id,
            WorkloadSpec spec,
            @Nullable NodeId target,
            @Nullable Membership membership,
            Instant at,
            String message) {
        return new WorkloadRecord(
                id,
                spec,
                target,
                membership,
                List.of(),
                WorkloadState.PENDING,
                0,
                0,
                null,
                false,
                false,
                at,
                null,
                null,
                null,
                message);
    }

    /** The next attempt, with the devices it holds. */
    WorkloadRecord assigned(Allocation to, String why) {
        return new WorkloadRecord(
                id,
                spec,
                target,
                membership,
                clearedGates,
                WorkloadState.STARTING,
                attempt + 1,
                failures,
                to,
                false,
                false,
                createdAt,
                null,
                null,
                null,
                why);
    }

    /** Holding the same devices under other numbers, or without some that are gone. */
    WorkloadRecord holding(Allocation moved) {
        return new WorkloadRecord(
                id,
                spec,
                target,
                membership,
                clearedGates,
                state,
                attempt,
                failures,
                moved,
                stopRequested,
                requeue,
                createdAt,
                startedAt,
                finishedAt,
                exitCode,
                message);
    }

    /** In the next state of the same attempt, at {@code at}. */
    WorkloadRecord become(
            WorkloadState next, Instant at, @Nullable Integer exit, @Nullable String word) {
        boolean starts = next == WorkloadState.RUNNING && startedAt == null;
        return new WorkloadRecord(
                id,
                spec,
                target,
                membership,
                clearedGates,
                next,
                attempt,
                failures,
                allocation,
                stopRequested && !next.isFinal(),
                requeue && !next.isFinal(),
                createdAt,
                starts ? at : startedAt,
                next.isFinal() ? at : null,
                exit != null ? exit : exitCode,
                word != null ? word : message);
    }

    /** With its end on the way: for good, or for another attempt. */
    WorkloadRecord ending(boolean again, String why) {
        return new WorkloadRecord(
                id,
                spec,
                target,
                membership,
                clearedGates,
                state,
                attempt,
                failures,
                allocation,
                true,
                again,
                createdAt,
                startedAt,
                null,
                exitCode,
                why);
    }

    /** Waiting for its next attempt. */
    WorkloadRecord requeued(boolean failed, String why) {
        return new WorkloadRecord(
                id,
                spec,
                target,
                membership,
                clearedGates,
                WorkloadState.PENDING,
                attempt,
                failed ? failures + 1 : failures,
                null,
                false,
                false,
                createdAt,
                null,
                null,
                null,
                why);
    }

    WorkloadRecord withGateCleared(String gate, String why) {
        List<String> cleared =
                clearedGates.contains(gate)
                        ? clearedGates
                        : Stream.concat(clearedGates.stream(), Stream.of(gate)).toList();
        return new WorkloadRecord(
                id,
                spec,
                target,
                membership,
                cleared,
                state,
                attempt,
                failures,
                allocation,
                stopRequested,
                requeue,
                createdAt,
                startedAt,
                finishedAt,
                exitCode,
                why);
    }
}
