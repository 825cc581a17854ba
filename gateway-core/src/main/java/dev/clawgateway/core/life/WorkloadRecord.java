package dev.clawgateway.core.life;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workload in one of its states. Each state has its own data, and methods only for the moves that
 * are legal from it; whatever makes a move does not compile in another state. Immutable.
 *
 * <pre>
 * Pending -> Starting -> Running -> Completed
 *  ^  |         |           |-----> Failed
 *  |  |         |           +-> Stopping -> Stopped | Completed | Failed
 *  |  +---------+-> Stopped | Failed
 *  +--- from whatever is Held, when another attempt follows
 * </pre>
 *
 * The accessors of the family itself are for whoever shows a workload in whatever state: what is
 * not of its state is null.
 */
public sealed interface WorkloadRecord permits Pending, Held, Ended {
    WorkloadHead head();

    WorkloadState state();

    /** Why it waits, is where it is, or ended, in words; null when there is nothing to say. */
    @Nullable String reason();

    /** In the same state, with another head. */
    WorkloadRecord with(WorkloadHead head);

    default WorkloadId id() {
        return head().id();
    }

    default Origin origin() {
        return head().origin();
    }

    default WorkloadSpec spec() {
        return origin().spec();
    }

    /** The only node it may run on; null for any. */
    default @Nullable NodeId target() {
        return origin().target();
    }

    /** Null unless it is a worker of a parallel workload. */
    default @Nullable WorkerPlace place() {
        return origin().place();
    }

    default Instant createdAt() {
        return origin().at();
    }

    /** Null when it was submitted before that was kept. */
    default @Nullable Caller submittedBy() {
        return origin().by();
    }

    /** Number of the current attempt, or of the last, from 1; 0 before the first. */
    default int attempt() {
        return head().attempts();
    }

    /** How many of its attempts have failed. */
    default int failures() {
        return head().failures();
    }

    /** What is left of attempts before. */
    default Past past() {
        return head().past();
    }

    /** The pause before its next attempt; null when there is none. */
    default @Nullable Retry retry() {
        return null;
    }

    /** Names of gates cleared so far. */
    default List<String> clearedGates() {
        return head().clearedGates();
    }

    /** Gates of the spec that nobody has cleared, in the spec's order. */
    default List<String> pendingGates() {
        return head().pendingGates();
    }

    /** Of the command that saved it last. */
    default long revision() {
        return head().revision();
    }

    /** Gates may be cleared in any state, also before the spec's and after the end. */
    default WorkloadRecord withGateCleared(String gate) {
        return with(head().withGateCleared(gate));
    }

    /** The node that holds it. */
    default @Nullable NodeId node() {
        return null;
    }

    /** The current attempt, or the last. */
    default @Nullable Attempt tried() {
        return switch (this) {
            case Pending _ -> null;
            case Held held -> held.current();
            case Ended ended -> ended.last();
        };
    }

    /** What it holds, or held last. */
    default @Nullable Allocation allocation() {
        Attempt tried = tried();
        return tried == null ? null : tried.allocation();
    }

    /** Why the current attempt, or the last, was placed where it is. */
    default @Nullable String placement() {
        Attempt tried = tried();
        return tried == null ? null : tried.placement();
    }

    /** When the attempt was first heard to run. */
    default @Nullable Instant startedAt() {
        return null;
    }

    default @Nullable Instant finishedAt() {
        return null;
    }

    default @Nullable Integer exitCode() {
        return null;
    }

    /** Who wanted the attempt's end, and why. */
    default @Nullable StopOrder stop() {
        return null;
    }

    /** The last word about the attempt: its node's, unless the gateway gave it up. */
    default @Nullable String word() {
        return null;
    }
}
