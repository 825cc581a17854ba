package dev.clawgateway.client.node;

import dev.clawgateway.protocol.claw.node.NodeMessage.WorkloadUpdate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which updates of this session are certain to count.
 *
 * <p>A gateway that confirms says so with each acknowledged heartbeat. Of one that does not, it is
 * only known that it serves in order: an acknowledged heartbeat vouches for having read every
 * update sent before it.
 */
final class UnconfirmedUpdates {
    // A gateway that confirms has done so within so many heartbeats, or its store hangs.
    private static final int SILENT_ACKNOWLEDGEMENTS = 3;

    private final Deque<Sent> unconfirmed = new ArrayDeque<>();
    private final Deque<Long> heartbeats = new ArrayDeque<>();
    private long last;
    private boolean asked;
    private boolean everConfirmed;
    private int silent;

    private record Sent(WorkloadUpdate update, long number) {}

    /** A session begins. */
    void begin(boolean asksForReceipts) {
        asked = asksForReceipts;
        last = 0;
        silent = 0;
    }

    /** The update as it goes on the wire. */
    WorkloadUpdate sent(WorkloadUpdate update) {
        unconfirmed.addLast(new Sent(update, ++last));
        return asked
                ? new WorkloadUpdate(
                        update.workloadId(),
                        update.state(),
                        update.message(),
                        update.timestamp(),
                        update.attempt(),
                        update.exitCode(),
                        last)
                : update;
    }

    void heartbeatSent() {
        heartbeats.addLast(last);
    }

    int heartbeatsUnanswered() {
        return heartbeats.size();
    }

    /** The updates that have become certain. */
    List<WorkloadUpdate> heartbeatAcknowledged(@Nullable Long confirmed) {
        Long covered = heartbeats.pollFirst();
        if (confirmed != null) {
            everConfirmed = true;
            return upTo(confirmed);
        }
        return covered == null || !vouches(covered) ? List.of() : upTo(covered);
    }

    private boolean vouches(long covered) {
        if (!asked) {
            return true;
        }
        boolean waiting = !unconfirmed.isEmpty() && unconfirmed.getFirst().number <= covered;
        silent = waiting ? silent + 1 : 0;
        return !everConfirmed && silent >= SILENT_ACKNOWLEDGEMENTS;
    }

    private List<WorkloadUpdate> upTo(long number) {
        List<WorkloadUpdate> certain = new ArrayList<>();
        while (!unconfirmed.isEmpty() && unconfirmed.getFirst().number <= number) {
            certain.add(unconfirmed.removeFirst().update);
        }
        return certain;
    }

    /** The session is gone; returns what it may not have carried, oldest first. */
    List<WorkloadUpdate> sessionLost() {
        List<WorkloadUpdate> uncertain = unconfirmed.stream().map(Sent::update).toList();
        unconfirmed.clear();
        heartbeats.clear();
        return uncertain;
    }
}
