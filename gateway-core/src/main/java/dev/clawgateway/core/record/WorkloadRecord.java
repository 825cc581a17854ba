package dev.clawgateway.core.record;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.SchedulingGate;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
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
 * @param stop who wanted the current attempt's end, and why; null when nobody did
 * @param placement why the current attempt, or the last, was placed where it is; null before the
 *     first
 * @param message while it waits, why; afterwards the last word about the attempt, which is the
 *     node's unless the gateway gave it up
 * @param endReported the node itself said that the last attempt is over, or had the time to stop it
 */
public record WorkloadRecord(
        WorkloadId id,
        WorkloadSpec spec,
        @Nullable NodeId target,
        @Nullable WorkerPlace membership,
        List<String> clearedGates,
        WorkloadState state,
        int attempt,
        int failures,
        @Nullable Allocation allocation,
        @Nullable StopOrder stop,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Integer exitCode,
        @Nullable String placement,
        @Nullable String message,
        boolean endReported) {
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

    /** Somebody asked for its end and the node has not confirmed it yet. */
    public boolean stopRequested() {
        return stop != null && state.holdsDevices();
    }

    /** Its current attempt is being ended by the gateway; a new attempt follows when it has. */
    public boolean requeue() {
        return stop != null && stop.again() && state.holdsDevices();
    }

    /** Why it waits, is where it is, or ended, in words; null when there is nothing to say. */
    public @Nullable String reason() {
        return switch (state) {
            case PENDING, COMPLETED -> message;
            case STARTING, RUNNING -> stop != null ? stop.reason() : placement;
            case STOPPING -> stop != null ? stop.reason() : itsNode("is stopping it");
            case STOPPED -> stop != null ? stop.reason() : itsNode("stopped it");
            case FAILED -> failure();
        };
    }

    private String itsNode(String did) {
        return "its node " + did + (message == null ? "" : ": " + message);
    }

    private String failure() {
        String word = message;
        if (word == null) {
            word = exitCode == null ? "its node did not say why" : "exit code " + exitCode;
        }
        return stop != null && stop.cause() == StopOrder.Cause.TIME_LIMIT
                ? stop.reason() + "; " + word
                : word;
    }

    /** A new one that waits. */
    public static WorkloadRecord submitted(
            WorkloadId id,
            WorkloadSpec spec,
            @Nullable NodeId target,
            @Nullable WorkerPlace membership,
            Instant at) {
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
                null,
                at,
                null,
                null,
                null,
                null,
                null,
                false);
    }

    /** The next attempt, with the devices it holds. */
    public WorkloadRecord assigned(Allocation to, String why) {
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
                null,
                createdAt,
                null,
                null,
                null,
                why,
                null,
                false);
    }

    /** Holding the same devices under other numbers, or without some that are gone. */
    public WorkloadRecord holding(Allocation moved) {
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
                stop,
                createdAt,
                startedAt,
                finishedAt,
                exitCode,
                placement,
                message,
                endReported);
    }

    /** In the next state of the same attempt, at {@code at}, with what its node said. */
    public WorkloadRecord become(WorkloadState next, Instant at, @Nullable String word) {
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
                stop,
                createdAt,
                starts ? at : startedAt,
                null,
                exitCode,
                placement,
                word != null ? word : message,
                false);
    }

    /** At its end. */
    public WorkloadRecord ended(AttemptEnd end, Instant at) {
        return new WorkloadRecord(
                id,
                spec,
                target,
                membership,
                clearedGates,
                end.state(),
                attempt,
                failures,
                allocation,
                stop,
                createdAt,
                startedAt,
                at,
                end.exitCode(),
                placement,
                end.word(),
                end.reported());
    }

    /** With its end on the way: for good, or for another attempt. */
    public WorkloadRecord ending(StopOrder order) {
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
                order,
                createdAt,
                startedAt,
                finishedAt,
                exitCode,
                placement,
                message,
                endReported);
    }

    /** Waiting for its next attempt. */
    public WorkloadRecord requeued(boolean failed, String why) {
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
                null,
                createdAt,
                null,
                null,
                null,
                null,
                why,
                false);
    }

    /** With its node's word that its last attempt is over, or as long a time as that may take. */
    public WorkloadRecord over() {
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
                stop,
                createdAt,
                startedAt,
                finishedAt,
                exitCode,
                placement,
                message,
                true);
    }

    /** Waiting for this reason. */
    public WorkloadRecord waiting(String why) {
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
                stop,
                createdAt,
                startedAt,
                finishedAt,
                exitCode,
                placement,
                why,
                endReported);
    }

    public WorkloadRecord withGateCleared(String gate) {
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
                stop,
                createdAt,
                startedAt,
                finishedAt,
                exitCode,
                placement,
                message,
                endReported);
    }
}
