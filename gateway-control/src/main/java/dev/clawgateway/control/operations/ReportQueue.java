package dev.clawgateway.control.operations;

import dev.clawgateway.control.links.NodeLink;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * One session's way to the control thread for what must not be lost. While the inbox is full,
 * reports wait here, in order, and are offered again and again, also after the session has ended.
 * Confined to the session's thread.
 */
public final class ReportQueue {
    private static final int MAX_WAITING = 256;
    private static final Duration RETRY = Duration.ofMillis(50);

    private final NodeSessionOperations operations;
    private final Timers timers;
    private final Runnable overflow;
    private final Queue<BooleanSupplier> waiting = new ArrayDeque<>();

    /**
     * Nothing waits.
     *
     * @param timers run what is due on the session's thread, also when the session has ended
     * @param overflow sends the node away: too much waits. It says it all again when it returns
     */
    public ReportQueue(NodeSessionOperations operations, Timers timers, Runnable overflow) {
        this.operations = operations;
        this.timers = timers;
        this.overflow = overflow;
    }

    /**
     * Passes a report on, now or later.
     *
     * @param reply told what came of it, in the order of reports, on any thread
     */
    public void report(Caller caller, Command.ReportWorkload report, Reply<Boolean> reply) {
        if (waiting.size() >= MAX_WAITING) {
            overflow.run();
        } else {
            pass(() -> operations.report(caller, report, reply));
        }
    }

    /** The session has ended: after everything it has reported. */
    public void ended(Caller caller, NodeId node, NodeLink link) {
        operations.left(node, link);
        pass(() -> operations.ended(caller, node, link));
    }

    private void pass(BooleanSupplier attempt) {
        if (waiting.isEmpty() && attempt.getAsBoolean()) {
            return;
        }
        waiting.add(attempt);
        if (waiting.size() == 1) {
            retryLater();
        }
    }

    private void retryLater() {
        var _ = timers.after(RETRY, this::retry);
    }

    private void retry() {
        BooleanSupplier next = waiting.peek();
        while (next != null && next.getAsBoolean()) {
            waiting.poll();
            next = waiting.peek();
        }
        if (next != null) {
            retryLater();
        }
    }
}
