package dev.clawgateway.core.life;

import dev.clawgateway.core.Caller;
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
 * @param clearedGates names of gates cleared so far, also such as the spec does not have
 * @param failures how many of its attempts have failed
 * @param latest the current attempt, or the last
 * @param stop who wanted the current attempt's end, and why; null when nobody did
 * @param message while it waits, why; afterwards the last word about the attempt, which is the
 *     node's unless the gateway gave it up
 */
public record WorkloadRecord(
        WorkloadId id,
        Origin origin,
        List<String> clearedGates,
        WorkloadState state,
        int failures,
        Attempt latest,
        @Nullable StopOrder stop,
        @Nullable String message) {
    public WorkloadRecord {
        clearedGates = List.copyOf(clearedGates);
    }

    /** A new one that waits. */
    public static WorkloadRecord submitted(WorkloadId id, Origin origin) {
        return new WorkloadRecord(
                id, origin, List.of(), WorkloadState.PENDING, 0, Attempt.NONE, null, null);
    }

    public WorkloadSpec spec() {
        return origin.spec();
    }

    /** The only node it may run on; null for any. */
    public @Nullable NodeId target() {
        return origin.target();
    }

    /** Null unless it is a worker of a parallel workload. */
    public @Nullable WorkerPlace place() {
        return origin.place();
    }

    public Instant createdAt() {
        return origin.at();
    }

    /** Null when it was submitted before that was kept. */
    public @Nullable Caller submittedBy() {
        return origin.by();
    }

    /** Number of the current attempt, from 1; 0 before the first. */
    public int attempt() {
        return latest.number();
    }

    /** Held while {@link WorkloadState#holdsDevices()}; afterwards what was last held. */
    public @Nullable Allocation allocation() {
        return latest.allocation();
    }

    public @Nullable Instant startedAt() {
        return latest.startedAt();
    }

    public @Nullable Instant finishedAt() {
        return latest.finishedAt();
    }

    public @Nullable Integer exitCode() {
        return latest.exitCode();
    }

    /** Why the current attempt, or the last, was placed where it is; null before the first. */
    public @Nullable String placement() {
        return latest.placement();
    }

    /** The node itself said that the last attempt is over, or had the time to stop it. */
    public boolean endReported() {
        return latest.endReported();
    }

    /** Gates of the spec that nobody has cleared, in the spec's order. */
    public List<String> pendingGates() {
        return spec().scheduling().gates().stream()
                .map(SchedulingGate::name)
                .filter(name -> !clearedGates.contains(name))
                .distinct()
                .toList();
    }

    /** The node that holds it; null when it holds nothing. */
    public @Nullable NodeId node() {
        Allocation held = allocation();
        return state.holdsDevices() && held != null ? held.node() : null;
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
            case STARTING, RUNNING -> stop != null ? stop.reason() : placement();
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
            word = exitCode() == null ? "its node did not say why" : "exit code " + exitCode();
        }
        return stop != null && stop.cause() == StopOrder.Cause.TIME_LIMIT
                ? stop.reason() + "; " + word
                : word;
    }

    /** The next attempt, with the devices it holds. */
    public WorkloadRecord assigned(Allocation to, String why) {
        return in(WorkloadState.STARTING, latest.next(to, why), null, null);
    }

    /** Holding the same devices under other numbers, or without some that are gone. */
    public WorkloadRecord holding(Allocation moved) {
        return in(state, latest.holding(moved), stop, message);
    }

    /** In the next state of the same attempt, at {@code at}, with what its node said. */
    public WorkloadRecord become(WorkloadState next, Instant at, @Nullable String word) {
        return in(next, latest.goingOn(next, at), stop, word != null ? word : message);
    }

    /** At its end. */
    public WorkloadRecord ended(AttemptEnd end, Instant at) {
        return in(end.state(), latest.ended(end, at), stop, end.word());
    }

    /** With its end on the way: for good, or for another attempt. */
    public WorkloadRecord ending(StopOrder order) {
        return in(state, latest, order, message);
    }

    /** With its node's word that its last attempt is over, or as long a time as that may take. */
    public WorkloadRecord over() {
        return in(state, latest.over(), stop, message);
    }

    /** Waiting for this reason. */
    public WorkloadRecord waiting(String why) {
        return in(state, latest, stop, why);
    }

    /** Waiting for its next attempt. */
    public WorkloadRecord requeued(boolean failed, String why) {
        return new WorkloadRecord(
                id,
                origin,
                clearedGates,
                WorkloadState.PENDING,
                failed ? failures + 1 : failures,
                latest.past(),
                null,
                why);
    }

    public WorkloadRecord withGateCleared(String gate) {
        List<String> cleared =
                clearedGates.contains(gate)
                        ? clearedGates
                        : Stream.concat(clearedGates.stream(), Stream.of(gate)).toList();
        return new WorkloadRecord(id, origin, cleared, state, failures, latest, stop, message);
    }

    private WorkloadRecord in(
            WorkloadState next, Attempt attempt, @Nullable StopOrder order, @Nullable String word) {
        return new WorkloadRecord(id, origin, clearedGates, next, failures, attempt, order, word);
    }
}
