package dev.clawgateway.control.operations;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every operation passes: asks the door, then queues a command or has a question answered.
 * Safe from any thread; never blocks.
 */
public final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Access access;
    private final CommandInbox inbox;
    private final Executor queries;

    /**
     * A desk behind a door.
     *
     * @param queries runs what walks the fleet or copies much
     */
    public Desk(Access access, CommandInbox inbox, Executor queries) {
        this.access = access;
        this.inbox = inbox;
        this.queries = queries;
    }

    /**
     * Has something changed.
     *
     * @param answer makes of a granted outcome what the caller is told; refusals go to it as they
     *     are
     */
    public <T> void order(
            Caller caller,
            Operation operation,
            Command command,
            Reply<T> reply,
            Function<Outcome, T> answer) {
        if (!admits(caller, operation, reply)) {
            return;
        }
        boolean taken =
                inbox.offer(caller, command, outcome -> reply.answer(translate(outcome, answer)));
        if (!taken) {
            Outcome.Refused why = inbox.whyNot();
            reply.answer(new Answer.Refused<>(why.code(), why.detail()));
        }
    }

    private static <T> Answer<T> translate(Outcome outcome, Function<Outcome, T> answer) {
        return outcome instanceof Outcome.Refused(ErrorCode code, String detail)
                ? new Answer.Refused<>(code, detail)
                : new Answer.Given<>(answer.apply(outcome));
    }

    /** Answers a question that costs next to nothing, at once and on the caller's thread. */
    public <T> void ask(
            Caller caller, Operation operation, Reply<T> reply, Supplier<Answer<T>> question) {
        if (admits(caller, operation, reply)) {
            reply.answer(answered(operation, question));
        }
    }

    /** Answers a question that takes its time, on a thread that may. */
    public <T> void askLater(
            Caller caller, Operation operation, Reply<T> reply, Supplier<Answer<T>> question) {
        if (admits(caller, operation, reply)) {
            queries.execute(() -> reply.answer(answered(operation, question)));
        }
    }

    private static <T> Answer<T> answered(Operation operation, Supplier<Answer<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("operation", operation.text()).setCause(e).log("it failed");
            return new Answer.Refused<>(
                    ErrorCode.INTERNAL, "internal error; the gateway's log says more");
        }
    }

    /** Asks the door alone; where it says no, that is the answer. */
    <T> boolean admits(Caller caller, Operation operation, Reply<T> reply) {
        return switch (access.decide(caller, operation)) {
            case Access.Decision.Allowed _ -> true;
            case Access.Decision.Denied(String why) -> {
                reply.answer(new Answer.Refused<>(ErrorCode.PERMISSION_DENIED, why));
                yield false;
            }
        };
    }
}
