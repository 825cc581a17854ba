package dev.clawgateway.core.record;

import dev.clawgateway.core.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node is being emptied, or is empty: it takes no new work.
 *
 * @param since when it was first wanted; null in records from before that was kept
 * @param deadline when what is left is moved; null for never
 * @param by who wanted it, or last said until when; null in records from before that was kept
 * @param evicting since when what was left is being moved; null before its time was over
 * @param graceUntil when what is moved should have ended; null before
 * @param drained since when it is empty by its own word; null before
 */
public record Drain(
        @Nullable Instant since,
        @Nullable Instant deadline,
        @Nullable Caller by,
        @Nullable Instant evicting,
        @Nullable Instant graceUntil,
        @Nullable Instant drained) {
    /** One of which nothing more is known. */
    static final Drain UNDATED = new Drain(null, null, null, null, null, null);

    public static Drain begun(Instant now, @Nullable Instant deadline, Caller by) {
        return new Drain(now, deadline, by, null, null, null);
    }

    /** Until another time; what is being moved already is. */
    public Drain until(Instant another, Caller says) {
        return new Drain(since, another, says, evicting, graceUntil, drained);
    }

    /** The time of what is left is over. */
    public Drain evicting(Instant now, Instant grace) {
        return new Drain(since, deadline, by, now, grace, drained);
    }

    /** Empty since then; null where it turned out that it is not. */
    public Drain drained(@Nullable Instant empty) {
        return new Drain(since, deadline, by, evicting, graceUntil, empty);
    }

    /** How far a drain is. */
    public enum Phase {
        /** What runs there may finish. */
        DRAINING,
        /** Its time was over: it was told to stop, and has its grace. */
        EVICTING,
        /** Nobody can tell the node anything: it is silent, or away. What it runs is not known. */
        UNREACHABLE,
        /** Nothing runs there, by its own word. */
        DRAINED
    }

    public Phase phase(NodeStatus status) {
        if (drained != null) {
            return Phase.DRAINED;
        } else if (status != NodeStatus.HEALTHY) {
            return Phase.UNREACHABLE;
        }
        return evicting == null ? Phase.DRAINING : Phase.EVICTING;
    }
}
