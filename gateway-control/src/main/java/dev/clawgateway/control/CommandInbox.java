package dev.clawgateway.control;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Verdict;
import java.util.function.Consumer;

/** The bounded way to the control thread. Safe from any thread; never blocks. */
public interface CommandInbox {
    Outcome.Refused OVERLOADED =
            new Outcome.Refused(
                    ErrorCode.OVERLOADED, "the gateway is overloaded; try again in a moment");

    /** Nothing of the command was done, and nothing of it will be. */
    Outcome.Refused NO_LEADER =
            new Outcome.Refused(
                    ErrorCode.NO_LEADER,
                    "no gateway leads at the moment, so nothing is decided; try again in a moment");

    /**
     * Queues a command. {@code whenDurable} is called once, after everything the command changed is
     * durable and its effects are on their way, on the store thread: it must hand over and return.
     *
     * @return false when the command is not taken; then the caller answers with {@link #whyNot}
     */
    <O extends Outcome.Granted> boolean offer(
            Caller caller, Command<O> command, Consumer<Verdict<O>> whenDurable);

    /** Why nothing is taken now. */
    default Outcome.Refused whyNot() {
        return OVERLOADED;
    }

    /** Queues a command of the gateway's own, whose outcome nobody waits for. */
    default boolean offer(Command<?> command) {
        return offer(Caller.GATEWAY, command, _ -> {});
    }
}
