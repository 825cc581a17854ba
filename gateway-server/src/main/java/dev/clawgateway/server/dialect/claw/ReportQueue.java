package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * One session's way to the control thread for what must not be lost. While the inbox is full,
 * reports wait here, in order, and are offered again and again, also after the session has ended.
 * Confined to the session's event loop.
 */
final class ReportQueue {
    private static final int MAX_WAITING = 256;
    private static final Duration RETRY = Duration.ofMillis(50);

    private final Session session;
    private final CommandInbox inbox;
    private final Queue<Report> waiting = new ArrayDeque<>();

    private record Report(Caller caller, Command command, Consumer<Outcome> whenDurable) {}

    ReportQueue(Session session, CommandInbox inbox) {
        this.session = session;
        this.inbox = inbox;
    }

    /**
     * Passes a report on, now or later. A node with too many waiting is sent away.
     *
     * @param whenDurable told what came of it, in the order of reports, on the store thread
     */
    void submit(NodeId node, Command report, Consumer<Outcome> whenDurable) {
        Caller caller = Callers.node(session, node);
        if (waiting.isEmpty() && inbox.offer(caller, report, whenDurable)) {
            return;
        } else if (waiting.size() >= MAX_WAITING && !(report instanceof Command.SessionClosed)) {
            // It says it all again when it returns.
            session.close(CloseCode.TRY_LATER, "the gateway is overloaded", "overloaded");
            return;
        }
        waiting.add(new Report(caller, report, whenDurable));
        if (waiting.size() == 1) {
            retryLater();
        }
    }

    private void retryLater() {
        var _ = session.after(RETRY, this::retry);
    }

    private void retry() {
        Report next = waiting.peek();
        while (next != null && inbox.offer(next.caller(), next.command(), next.whenDurable())) {
            waiting.poll();
            next = waiting.peek();
        }
        if (next != null) {
            retryLater();
        }
    }
}
