package dev.clawgateway.server.control;

import dev.clawgateway.core.state.Command;
import dev.clawgateway.core.state.Outcome;
import java.util.function.Consumer;

/** The bounded way to the control thread. Safe from any thread; never blocks. */
public interface CommandInbox {
    /**
     * Queues a command. {@code whenDurable} is called once, after everything the command changed is
     * durable and its effects are on their way, on the store thread: it must hand over and return.
     *
     * @return false when the inbox is full; then the command is not taken and the caller answers
     *     {@code OVERLOADED}
     */
    boolean offer(Command command, Consumer<Outcome> whenDurable);

    /** Queues a command whose outcome nobody waits for. */
    default boolean offer(Command command) {
        return offer(command, _ -> {});
    }
}
