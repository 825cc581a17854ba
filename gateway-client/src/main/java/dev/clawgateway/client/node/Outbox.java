package dev.clawgateway.client.node;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.NodeMessage.WorkloadLogs;
import dev.clawgateway.protocol.claw.node.NodeMessage.WorkloadUpdate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node still has to tell, in order. Updates are kept until they {@linkplain
 * UnconfirmedUpdates certainly} count, and sent again on a new session: of each attempt the latest,
 * not its history. Output is bounded: the oldest is dropped and counted, and what is written into a
 * session that then breaks is lost.
 */
final class Outbox {
    private static final int MAX_EMPTIED = 1000;

    private final long maxLogBytes;
    private final Deque<Entry> queue = new ArrayDeque<>();
    private final Deque<Entry> queuedLogs = new ArrayDeque<>();
    private final Map<Attempt, Entry> queuedUpdates = new HashMap<>();
    private final UnconfirmedUpdates receipts = new UnconfirmedUpdates();
    private final Map<WorkloadId, Long> dropped = new HashMap<>();
    private long logBytes;
    private int emptied;
    private long droppedLines;

    Outbox(long maxLogBytes) {
        this.maxLogBytes = maxLogBytes;
    }

    private record Attempt(WorkloadId workload, @Nullable Integer number) {}

    /** A session begins. */
    void begin(boolean asksForReceipts) {
        receipts.begin(asksForReceipts);
    }

    void add(WorkloadUpdate update) {
        Entry entry = new Entry(new Content.Update(update));
        Entry older = queuedUpdates.put(attempt(update), entry);
        if (older != null) {
            empty(older);
        }
        queue.addLast(entry);
    }

    private static Attempt attempt(WorkloadUpdate update) {
        return new Attempt(update.workloadId(), update.attempt());
    }

    void add(WorkloadLogs logs) {
        for (WorkloadLogs batch : LogBatches.of(logs)) {
            Content.Output output = new Content.Output(batch, LogBatches.bytes(batch.lines()));
            Entry entry = new Entry(output);
            queue.addLast(entry);
            queuedLogs.addLast(entry);
            logBytes += output.bytes;
        }
        while (logBytes > maxLogBytes) {
            dropOldest();
        }
    }

    /** The next message for the wire; null when there is none. */
    @Nullable NodeMessage next() {
        for (Entry entry = queue.pollFirst(); entry != null; entry = queue.pollFirst()) {
            switch (entry.content) {
                case null -> emptied--;
                case Content.Update(WorkloadUpdate update) -> {
                    queuedUpdates.remove(attempt(update));
                    return receipts.sent(update);
                }
                case Content.Output(WorkloadLogs logs, long bytes) -> {
                    queuedLogs.pollFirst();
                    logBytes -= bytes;
                    return withNotice(logs);
                }
            }
        }
        return null;
    }

    void heartbeatSent() {
        receipts.heartbeatSent();
    }

    /** Heartbeats that are not acknowledged yet. */
    int heartbeatsUnanswered() {
        return receipts.heartbeatsUnanswered();
    }

    /**
     * The updates that now certainly count.
     *
     * @param confirmed number of the last report that the gateway confirms; null when it does not
     */
    List<WorkloadUpdate> heartbeatAcknowledged(@Nullable Long confirmed) {
        return receipts.heartbeatAcknowledged(confirmed);
    }

    /** The session is gone: what it may not have carried is to be sent again, first. */
    void sessionLost() {
        for (WorkloadUpdate update : receipts.sessionLost().reversed()) {
            Entry entry = new Entry(new Content.Update(update));
            if (queuedUpdates.putIfAbsent(attempt(update), entry) == null) {
                queue.addFirst(entry);
            }
        }
    }

    /** Lines given up since the start. */
    long droppedLines() {
        return droppedLines;
    }

    private void dropOldest() {
        Entry oldest = queuedLogs.removeFirst();
        if (!(oldest.content instanceof Content.Output(WorkloadLogs logs, long bytes))) {
            throw new IllegalStateException("not output: " + oldest.content);
        }
        logBytes -= bytes;
        droppedLines += logs.lines().size();
        dropped.merge(logs.workloadId(), (long) logs.lines().size(), Long::sum);
        empty(oldest);
    }

    private void empty(Entry entry) {
        entry.content = null;
        if (++emptied > MAX_EMPTIED) {
            queue.removeIf(each -> each.content == null);
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

    private sealed interface Content {
        record Update(WorkloadUpdate update) implements Content {}

        record Output(WorkloadLogs logs, long bytes) implements Content {}
    }

    /** Emptied, not removed, where taking it out of the middle of the queue would be dear. */
    private static final class Entry {
        private @Nullable Content content;

        Entry(Content content) {
            this.content = content;
        }
    }
}
