package dev.clawgateway.client.agent;

import dev.clawgateway.client.SerialThread;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands of the gateway that wait for the agent's thread. Bounded: whoever sends more than is
 * obeyed loses the session. What was let go then is told again in the next one, since a gateway
 * compares what it wants with what a node says it runs. Any thread.
 */
final class Inbox {
    /** More than a gateway has to tell a node with the most workloads there may be. */
    static final int MAX_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final SerialThread thread;
    private final Consumer<NodeCommand> obey;
    private final Runnable overflowed;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger letGo = new AtomicInteger();

    /**
     * @param obey called on the thread
     * @param overflowed called for each command that is let go
     */
    Inbox(SerialThread thread, Consumer<NodeCommand> obey, Runnable overflowed) {
        this.thread = thread;
        this.obey = obey;
        this.overflowed = overflowed;
    }

    void add(NodeCommand command) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            LOG.atWarn()
                    .addKeyValue("waiting", MAX_WAITING)
                    .addKeyValue("let_go", letGo.incrementAndGet())
                    .log("more commands than can be obeyed: session broken off");
            overflowed.run();
            return;
        }
        thread.execute(() -> {
            waiting.decrementAndGet();
            obey.accept(command);
        });
    }

    /** Commands let go since the start. */
    int letGo() {
        return letGo.get();
    }
}
