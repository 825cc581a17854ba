package dev.clawgateway.core.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the drain of a node is, as is told to readers.
 *
 * @param since when it began; null where that is not known
 * @param deadline when what is left is moved; null for never
 * @param graceUntil when what was told to stop should have ended; null before it was told
 * @param drained since when nothing runs there; null before
 */
public record DrainProgress(
        Drain.Phase phase,
        @Nullable Instant since,
        @Nullable Instant deadline,
        @Nullable Instant graceUntil,
        @Nullable Instant drained) {
    /** Null while it is not drained. */
    public static @Nullable DrainProgress of(NodeRecord node, NodeStatus status) {
        Drain drain = node.drain();
        return drain == null
                ? null
                : new DrainProgress(
                        drain.phase(status),
                        drain.since(),
                        drain.deadline(),
                        drain.graceUntil(),
                        drain.drained());
    }
}
