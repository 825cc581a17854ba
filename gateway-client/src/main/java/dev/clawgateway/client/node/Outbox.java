package dev.clawgateway.client.node;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.NodeMessage;
import dev.clawgateway.protocol.claw.NodeMessage.WorkloadLogs;
import dev.clawgateway.protocol.claw.NodeMessage.WorkloadUpdate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node still has to tell, in order. Updates are kept until the gateway has certainly read
 * them, and sent again on a new session; a node has few of them. Output is bounded: the oldest is
 * dropped and counted, and what is written into a session that then breaks is lost.
 *
 * <p>The protocol acknowledges heartbeats only, but it is served in order: an acknowledged
 * heartbeat vouches for every update sent before it.
 */
final class Outbox {
    private static final int MAX_EMPTIED = 1000;

    private final long maxLogBytes;
    private final Deque<Entry> queue = new ArrayDeque<>();
    private final Deque<Entry> queuedLogs = new ArrayDeque<>();
    private final Deque<WorkloadUpdate> unconfirmed = new ArrayDeque<>();
    private final Deque<Integer> heartbeats = new ArrayDeque<>();
    private final Map<WorkloadId, Long> dropped = new HashMap<>();
    private long logBytes;
    private int emptied;
    private long droppedLines;

    Outbox(long maxLogBytes) {
        this.maxLogBytes = maxLogBytes;
    }

    void add(WorkloadUpdate update) {
        queue.addLast(new Entry(update, 0));
    }

    void add(WorkloadLogs logs) {
        for (WorkloadLogs batch : LogBatches.of(logs)) {
            Entry entry = new Entry(batch, LogBatches.bytes(batch.lines()));
            queue.addLast(entry);
            queuedLogs.addLast(entry);
            logBytes += entry.bytes;
        }
        while (logBytes > maxLogBytes) {
            dropOldest();
        }
    }

    /** The next message for the wire; null when there is none. */
    @Nullable NodeMessage next() {
        for (Entry entry = queue.pollFirst(); entry != null; entry = queue.pollFirst()) {
            switch (entry.message) {
                case null -> emptied--;
                case WorkloadUpdate update -> {
                    unconfirmed.addLast(update);
                    return update;
                }
                case WorkloadLogs logs -> {
                    queuedLogs.pollFirst();
                    logBytes -= entry.bytes;
                    return withNotice(logs);
                }
                default -> throw new IllegalStateException("never queued: " + entry.message);
            }
        }
        return null;
    }

    void heartbeatSent() {
        heartbeats.addLast(unconfirmed.size());
    }

    /** Heartbeats that are not acknowledged yet. */
    int heartbeatsUnanswered() {
        return heartbeats.size();
    }

    /** The updates that the gateway has now certainly read. */
    List<WorkloadUpdate> heartbeatAcknowledged() {
        Integer covered = heartbeats.pollFirst();
        List<WorkloadUpdate> confirmed = new ArrayList<>();
        for (int i = 0; covered != null && i < covered; i++) {
            confirmed.add(unconfirmed.removeFirst());
        }
        if (!confirmed.isEmpty()) {
            // The marks count from the front of what is unconfirmed, which has just moved.
            int moved = confirmed.size();
            List<Integer> marks = heartbeats.stream().map(mark -> mark - moved).toList();
            heartbeats.clear();
            heartbeats.addAll(marks);
        }
        return confirmed;
    }

    /** The session is gone: what it may not have carried is to be sent again, first. */
    void sessionLost() {
        heartbeats.clear();
        for (Iterator<WorkloadUpdate> last = unconfirmed.descendingIterator(); last.hasNext(); ) {
            queue.addFirst(new Entry(last.next(), 0));
        }
        unconfirmed.clear();
    }

    /** Lines given up since the start. */
    long droppedLines() {
        return droppedLines;
    }

    private void dropOldest() {
        Entry oldest = queuedLogs.removeFirst();
        if (!(oldest.message instanceof WorkloadLogs logs)) {
            throw new IllegalStateException("not output: " + oldest.message);
        }
        logBytes -= oldest.bytes;
        oldest.message = null;
        droppedLines += logs.lines().size();
        dropped.merge(logs.workloadId(), (long) logs.lines().size(), Long::sum);
        if (++emptied > MAX_EMPTIED) {
            queue.removeIf(entry -> entry.message == null);
            emptied = 0;
        }
    }

    private WorkloadLogs withNotice(WorkloadLogs logs) {
        Long lines = dropped.remove(logs.workloadId());
        if (lines == null) {
            return logs;
        }
        List<String> noted = new ArrayList<>();
        noted.add("[" + lines + " lines dropped: the gateway was out of reach]");
        noted.addAll(
                logs.lines().subList(0, Math.min(logs.lines().size(), WorkloadLogs.MAX_LINES - 1)));
        return LogBatches.with(logs, noted);
    }

    private static final class Entry {
        private @Nullable NodeMessage message;
        private final long bytes;

        Entry(NodeMessage message, long bytes) {
            this.message = message;
            this.bytes = bytes;
        }
    }
}
