package dev.clawgateway.server.audit;

import dev.clawgateway.control.access.AuditEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Refusals that wait to be written. Whoever asks a thousand times a second gets a few lines, and a
 * count: nobody fills a disk by being refused. Noted from any thread; taken by one.
 */
final class RefusalQueue {
    /** Until they are taken, which is within a second. */
    private static final int MOST_WAITING = 1024;

    /** Lines of one address in one round, so that a loud one hides nobody else. */
    private static final int LINES_OF_ONE = 10;

    /** Lines of all addresses in one round. */
    private static final int LINES_OF_ALL = 100;

    /** Addresses that a sum names; the others are one number. */
    private static final int NAMED = 16;

    private static final String OTHERS = "others";

    private final Queue<AuditEntry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong unnoted = new AtomicLong();
    private final Map<String, Integer> linesOf = new LinkedHashMap<>();
    private final Map<String, Long> sums = new LinkedHashMap<>();
    private int lines;

    /** On any thread. */
    void note(AuditEntry entry) {
        if (!waiting.offer(entry)) {
            unnoted.incrementAndGet();
        }
    }

    /** What is to be written of those that wait; the rest is added to the sums. */
    List<AuditEntry> take() {
        List<AuditEntry> taken = new ArrayList<>();
        for (AuditEntry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            String address = entry.caller().address();
            if (lines < LINES_OF_ALL && linesOf.getOrDefault(address, 0) < LINES_OF_ONE) {
                lines++;
                linesOf.merge(address, 1, Integer::sum);
                taken.add(entry);
            } else {
                count(address, 1);
            }
        }
        return taken;
    }

    /** All that wait are summed up: nothing can be written of them. */
    void sumUp() {
        for (AuditEntry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            count(entry.caller().address(), 1);
        }
    }

    private void count(String address, long more) {
        boolean named = sums.containsKey(address) || sums.size() < NAMED;
        sums.merge(named ? address : OTHERS, more, Long::sum);
    }

    /**
     * Begins another round.
     *
     * @return what was not written in the last one, by address; empty for nothing
     */
    Map<String, Long> nextRound() {
        lines = 0;
        linesOf.clear();
        long lost = unnoted.getAndSet(0);
        if (lost > 0) {
            sums.merge(OTHERS, lost, Long::sum);
        }
        Map<String, Long> summed = new LinkedHashMap<>(sums);
        sums.clear();
        return summed;
    }
}
