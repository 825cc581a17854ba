package dev.clawgateway.control.operations;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.SchedulerQueries;
import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.placement.Placer;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
    private final SchedulerQueries scheduler;
    private final Executor queries;

    /**
     * A desk behind a door.
     *
     * @param queries runs what walks the fleet or copies much
     */
    public Desk(Access access, CommandInbox inbox, SchedulerQueries scheduler, Executor queries) {
        this.access = access;
        this.inbox = inbox;
        this.scheduler = scheduler;
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
        if (admits(caller, operation, reply)) {
            place(caller, command, reply, answer);
        }
    }

    /** The same; the door has been asked. */
    public <T> void place(
            Caller caller, Command command, Reply<T> reply, Function<Outcome, T> answer) {
        if (!tryPlace(caller, command, reply, answer)) {
            refuse(inbox.whyNot(), reply);
        }
    }

    /**
     * The same where what the caller is told takes its time to make: that is done on a thread that
     * may, while the next commit goes on.
     */
    public <T> void placeThenLook(
            Caller caller, Command command, Reply<T> reply, Function<Outcome, T> answer) {
        boolean taken =
                inbox.offer(
                        caller, command, outcome -> later(reply, () -> translate(outcome, answer)));
        if (!taken) {
            refuse(inbox.whyNot(), reply);
        }
    }

    private <T> boolean tryPlace(
            Caller caller, Command command, Reply<T> reply, Function<Outcome, T> answer) {
        return inbox.offer(
                caller,
                command,
                // A fault in here would end the store thread.
                outcome -> reply.answer(answered(() -> translate(outcome, answer))));
    }

    /** The same of an order that answers only whether anything changed by it. */
    public void change(Caller caller, Operation operation, Command command, Reply<Boolean> reply) {
        order(caller, operation, command, reply, Desk::changed);
    }

    static boolean changed(Outcome outcome) {
        return !(outcome instanceof Outcome.Unchanged);
    }

    /** The same, but false when nothing is taken now; then nobody is answered. */
    <T> boolean tryOrder(
            Caller caller,
            Operation operation,
            Command command,
            Reply<T> reply,
            Function<Outcome, T> answer) {
        return !admits(caller, operation, reply) || tryPlace(caller, command, reply, answer);
    }

    /**
     * Passes on what the gateway itself has seen, about which no door is asked; false when full.
     */
    boolean note(Caller caller, Command seen) {
        return inbox.offer(caller, seen, _ -> {});
    }

    private static <T> Answer<T> translate(Outcome outcome, Function<Outcome, T> answer) {
        return outcome instanceof Outcome.Refused(ErrorCode code, String detail)
                ? new Answer.Refused<>(code, detail)
                : new Answer.Given<>(answer.apply(outcome));
    }

    private static <T> void refuse(Outcome.Refused why, Reply<T> reply) {
        reply.answer(new Answer.Refused<>(why.code(), why.detail()));
    }

    /** Answers a question that costs next to nothing, at once and on the caller's thread. */
    public <T> void ask(
            Caller caller, Operation operation, Reply<T> reply, Supplier<Answer<T>> question) {
        if (admits(caller, operation, reply)) {
            reply.answer(answered(question));
        }
    }

    /** Answers a question that takes its time, on a thread that may. */
    public <T> void askLater(
            Caller caller, Operation operation, Reply<T> reply, Supplier<Answer<T>> question) {
        if (admits(caller, operation, reply)) {
            later(reply, question);
        }
    }

    /** Answers on a thread that may take its time; the door has been asked. */
    <T> void later(Reply<T> reply, Supplier<Answer<T>> question) {
        queries.execute(() -> reply.answer(answered(question)));
    }

    /**
     * Puts a question to the placement engine, on the control thread; the door has been asked.
     *
     * @param answer makes of what the engine says what the caller is told, on a thread that may
     *     take its time
     */
    <Q extends @Nullable Object, T> void askEngine(
            Reply<T> reply, Function<Placer, Q> question, Function<Q, Answer<T>> answer) {
        if (!tryEngine(reply, question, answer)) {
            refuse(scheduler.whyNot(), reply);
        }
    }

    /** The same, but false when nothing is asked now; then nobody is answered. */
    <Q extends @Nullable Object, T> boolean tryEngine(
            Reply<T> reply, Function<Placer, Q> question, Function<Q, Answer<T>> answer) {
        return scheduler.ask(placer -> {
            Q said = question.apply(placer);
            later(reply, () -> answer.apply(said));
        });
    }

    private static <T> Answer<T> answered(Supplier<Answer<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("an answer failed");
            return new Answer.Refused<>(
                    ErrorCode.INTERNAL, "internal error; the gateway's log says more");
        }
    }

    /** Asks the door alone; where it says no, that is the answer. */
    public <T> boolean admits(Caller caller, Operation operation, Reply<T> reply) {
        return switch (access.decide(caller, operation)) {
            case Access.Decision.Allowed _ -> true;
            case Access.Decision.Denied(String why) -> {
                reply.answer(new Answer.Refused<>(ErrorCode.PERMISSION_DENIED, why));
                yield false;
            }
        };
    }
}
