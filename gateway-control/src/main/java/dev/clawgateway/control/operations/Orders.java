package dev.clawgateway.control.operations;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.audit.Wishes;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Verdict;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands on their way into the inbox, and what was said of them on its way back. About none of
 * them the door is asked here. Safe from any thread; never blocks.
 */
final class Orders {
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

    private final CommandInbox inbox;
    private final Audit audit;

    Orders(CommandInbox inbox, Audit audit) {
        this.inbox = inbox;
        this.audit = audit;
    }

    /** Has something changed, on the terms of whoever wishes it. */
    <O extends Outcome.Granted, T> void place(
            Caller caller, Command<O> command, Reply<T> reply, Function<O, T> answer) {
        if (mustWait(caller, command)) {
            reply.answer(Refusals.of(Audit.UNWRITTEN));
        } else if (!tryPlace(caller, command, reply, answer)) {
            reply.answer(Refusals.of(repeatable(caller, inbox.whyNot())));
        }
    }

    /** The same, but the answer is made on a thread that may take its time. */
    <O extends Outcome.Granted, T> void placeThenLook(
            Caller caller,
            Command<O> command,
            Executor slow,
            Reply<T> reply,
            Function<O, T> answer) {
        if (mustWait(caller, command)) {
            reply.answer(Refusals.of(Audit.UNWRITTEN));
            return;
        }
        boolean taken =
                inbox.offer(
                        caller.recorded(),
                        command,
                        verdict ->
                                slow.execute(() ->
                                        reply.answer(guarded(() -> translate(verdict, answer)))));
        if (!taken) {
            reply.answer(Refusals.of(inbox.whyNot()));
        }
    }

    /** The same, but false when nothing is taken now; then nobody is answered. */
    <O extends Outcome.Granted, T> boolean tryPlace(
            Caller caller, Command<O> command, Reply<T> reply, Function<O, T> answer) {
        if (!caller.terms().none()) {
            return offer(caller, new Command.Once<>(command, caller.terms(), null), reply, answer);
        }
        return inbox.offer(
                caller.recorded(),
                command,
                // A fault in here would end the store thread.
                verdict -> reply.answer(guarded(() -> translate(verdict, answer))));
    }

    /**
     * Asks what came of it when it was sent before under the caller's key.
     *
     * @param otherwise what is answered where it was not
     */
    <O extends Outcome.Granted, T> void placedBefore(
            Caller caller,
            Command<O> command,
            Outcome.Refused otherwise,
            Reply<T> reply,
            Function<O, T> answer) {
        if (!offer(caller, new Command.Once<>(command, caller.terms(), otherwise), reply, answer)) {
            reply.answer(Refusals.of(inbox.whyNot()));
        }
    }

    /** Passes on what the gateway itself has seen; false when full. */
    boolean note(Caller caller, Command<?> seen) {
        return inbox.offer(caller.recorded(), seen, _ -> {});
    }

    /** What came of a question; a refusal where it could not be found out. */
    static <T> Answer<T> guarded(Supplier<Answer<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("an answer failed");
            return new Answer.Refused<>(
                    ErrorCode.INTERNAL, "internal error; the gateway's log says more");
        }
    }

    /** Told at once; who passes in the same moment is told at its turn. */
    private boolean mustWait(Caller caller, Command<?> command) {
        return audit.holdsUp(caller) && Wishes.audited(caller, command);
    }

    private <O extends Outcome.Granted, T> boolean offer(
            Caller caller, Command.Once<O> once, Reply<T> reply, Function<O, T> answer) {
        return inbox.offer(
                caller.recorded(),
                once,
                verdict -> reply.answer(guarded(() -> translateOnce(caller, verdict, answer))));
    }

    private static <O extends Outcome.Granted, T> Answer<T> translateOnce(
            Caller caller, Verdict<Outcome.Once<O>> verdict, Function<O, T> answer) {
        return switch (verdict) {
            case Verdict.Granted<Outcome.Once<O>>(Outcome.Once<O>(O first, boolean _)) ->
                    new Answer.Given<>(answer.apply(first));
            case Verdict.Refused<Outcome.Once<O>>(Outcome.Refused why) ->
                    Refusals.of(repeatable(caller, why));
        };
    }

    private static <O extends Outcome.Granted, T> Answer<T> translate(
            Verdict<O> verdict, Function<O, T> answer) {
        return switch (verdict) {
            case Verdict.Granted<O>(O outcome) -> new Answer.Given<>(answer.apply(outcome));
            case Verdict.Refused<O>(Outcome.Refused why) -> Refusals.of(why);
        };
    }

    /** That nothing was stored now says nothing of when the same was sent before. */
    private static Outcome.Refused repeatable(Caller caller, Outcome.Refused why) {
        return why.code() == ErrorCode.STORE_FAILED && caller.terms().key() != null
                ? new Outcome.Refused(
                        why.code(),
                        why.detail()
                                + ". Whether it was done when it was sent before under its"
                                + " idempotency key is answered then, under the same key")
                : why;
    }
}
