package dev.clawgateway.server.dialect;

import dev.clawgateway.control.links.NodeLink;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import java.time.Duration;
import java.util.function.Consumer;

/** What is the same of every session of a node, whatever dialect it speaks. */
public abstract class SessionLink implements NodeLink {
    private final Session session;

    protected SessionLink(Session session) {
        this.session = session;
    }

    @Override
    public final SessionId session() {
        return session.id();
    }

    @Override
    public final boolean open() {
        return !session.closing();
    }

    @Override
    public final boolean close(CloseReason why) {
        return switch (why) {
            case SUPERSEDED -> handOver(this::superseded);
            case LOST ->
                    handOver(() ->
                            session.close(
                                    CloseCode.POLICY,
                                    "silent for so long that its work is lost",
                                    "silent"));
            case SLOW_CONSUMER -> {
                session.slowConsumer();
                yield true;
            }
        };
    }

    /** Ends the session, whose node is registered on a newer one. On the session's event loop. */
    protected abstract void superseded();

    @Override
    public final void execute(Runnable task) {
        session.execute(whileOpen(task));
    }

    @Override
    public final void ping(Duration within, Consumer<Boolean> answer) {
        session.ping(within, answer);
    }

    /** Runs what sends a command, on the event loop; false when too much waits already. */
    protected final boolean handOver(Runnable command) {
        return session.handOver(whileOpen(command));
    }

    private Runnable whileOpen(Runnable task) {
        return () -> {
            if (open()) {
                task.run();
            }
        };
    }
}
