package dev.clawgateway.control.operations;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.SchedulerQueries;
import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.AuditEntry.About;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.placement.Placer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where every operation passes: asks the door, then queues a command or has a question answered.
 * Safe from any thread; never blocks.
 */
public final class Desk {
    private static final String NOT_TO_BE_SEEN = "not to be seen";

    private final Access access;
    private final Orders orders;
    private final SchedulerQueries scheduler;
    private final Executor queries;
    private final Account account;

    /**
     * A desk behind a door.
     *
     * @param queries runs what walks the fleet or copies much
     */
    public Desk(
            Access access,
            CommandInbox inbox,
            SchedulerQueries scheduler,
            Executor queries,
            Account account) {
        this.access = access;
        orders = new Orders(inbox, account.audit());
        this.scheduler = scheduler;
        this.queries = queries;
        this.account = account;
    }

    /** One of whose callers no account is kept. */
    public Desk(Access access, CommandInbox inbox, SchedulerQueries scheduler, Executor queries) {
        this(access, inbox, scheduler, queries, new Account(Audit.NONE, Runnable::run));
    }

    /**
     * What is written down of what passes here.
     *
     * @param disk runs one after the other what waits for it
     */
    public record Account(Audit audit, Executor disk) {}

    /**
     * Has something changed.
     *
     * @param answer makes of a granted outcome what the caller is told; refusals go to it as they
     *     are
     */
    public <O extends Outcome.Granted, T> void order(
            Caller caller,
            Operation operation,
            Target target,
            Command<O> command,
            Reply<T> reply,
            Function<O, T> answer) {
        Runnable unseen = () -> answerUnseen(caller, operation, target, command, reply, answer);
        if (allows(caller, operation, target, reply, unseen)) {
            place(caller, command, reply, answer);
        }
    }

    /**
     * What is not there for the caller may have been when it asked first: under its key it is
     * answered as it was then.
     */
    private <O extends Outcome.Granted, T> void answerUnseen(
            Caller caller,
            Operation operation,
            Target target,
            Command<O> command,
            Reply<T> reply,
            Function<O, T> answer) {
        Runnable note =
                () -> noteRefusal(AuditEntry.denied(caller, operation, target, NOT_TO_BE_SEEN));
        if (caller.terms().key() == null) {
            note.run();
            reply.answer(Refusals.unseen(target));
            return;
        }
        Answer.Refused<T> unknown = Refusals.unseen(target);
        Outcome.Refused otherwise = new Outcome.Refused(unknown.code(), unknown.detail());
        Reply<T> noted =
                told -> {
                    if (told instanceof Answer.Refused<T>(var code, var _)
                            && code == otherwise.code()) {
                        note.run();
                    }
                    reply.answer(told);
                };
        orders.placedBefore(caller, command, otherwise, noted, answer);
    }

    /** The same of nothing in particular. */
    public <O extends Outcome.Granted, T> void order(
            Caller caller,
            Operation operation,
            Command<O> command,
            Reply<T> reply,
            Function<O, T> answer) {
        order(caller, operation, Target.NONE, command, reply, answer);
    }

    /** The same; the door has been asked. */
    public <O extends Outcome.Granted, T> void place(
            Caller caller, Command<O> command, Reply<T> reply, Function<O, T> answer) {
        orders.place(caller, command, reply, answer);
    }

    /**
     * The same where what the caller is told takes its time to make: that is done on a thread that
     * may, while the next commit goes on.
     */
    public <O extends Outcome.Granted, T> void placeThenLook(
            Caller caller, Command<O> command, Reply<T> reply, Function<O, T> answer) {
        orders.placeThenLook(caller, command, queries, reply, answer);
    }

    /**
     * Has something done beside the store: it is written down first, and done then, on a thread
     * that may wait.
     */
    public <T> void doWritten(AuditEntry entry, Reply<T> reply, Runnable doing) {
        if (!account.audit().kept()) {
            doing.run();
            return;
        }
        account.disk()
                .execute(() -> {
                    if (account.audit().ready() && account.audit().write(List.of(entry))) {
                        doing.run();
                    } else {
                        reply.answer(Refusals.of(Audit.UNWRITTEN));
                    }
                });
    }

    /** The same of an order that answers only whether anything changed by it. */
    public void change(
            Caller caller,
            Operation operation,
            Target target,
            Command<Outcome.Changed> command,
            Reply<Boolean> reply) {
        order(caller, operation, target, command, reply, Outcome.Changed::changed);
    }

    /** The same of nothing in particular. */
    public void change(
            Caller caller,
            Operation operation,
            Command<Outcome.Changed> command,
            Reply<Boolean> reply) {
        change(caller, operation, Target.NONE, command, reply);
    }

    /** The same, but false when nothing is taken now; then nobody is answered. */
    <O extends Outcome.Granted, T> boolean tryOrder(
            Caller caller,
            Operation operation,
            Target target,
            Command<O> command,
            Reply<T> reply,
            Function<O, T> answer) {
        return !admits(caller, operation, target, reply)
                || orders.tryPlace(caller, command, reply, answer);
    }

    /**
     * Passes on what the gateway itself has seen, about which no door is asked; false when full.
     */
    boolean note(Caller caller, Command<?> seen) {
        return orders.note(caller, seen);
    }

    /** Answers a question that costs next to nothing, at once and on the caller's thread. */
    public <T> void ask(
            Caller caller,
            Operation operation,
            Target target,
            Reply<T> reply,
            Supplier<Answer<T>> question) {
        if (admits(caller, operation, target, reply)) {
            reply.answer(Orders.guarded(question));
        }
    }

    /** The same of nothing in particular. */
    public <T> void ask(
            Caller caller, Operation operation, Reply<T> reply, Supplier<Answer<T>> question) {
        ask(caller, operation, Target.NONE, reply, question);
    }

    /** Answers a question that takes its time, on a thread that may. */
    public <T> void askLater(
            Caller caller,
            Operation operation,
            Target target,
            Reply<T> reply,
            Supplier<Answer<T>> question) {
        if (admits(caller, operation, target, reply)) {
            later(reply, question);
        }
    }

    /** The same of nothing in particular. */
    public <T> void askLater(
            Caller caller, Operation operation, Reply<T> reply, Supplier<Answer<T>> question) {
        askLater(caller, operation, Target.NONE, reply, question);
    }

    /** Answers on a thread that may take its time; the door has been asked. */
    public <T> void later(Reply<T> reply, Supplier<Answer<T>> question) {
        queries.execute(() -> reply.answer(Orders.guarded(question)));
    }

    /**
     * Puts a question to the placement engine, on the control thread; the door has been asked.
     *
     * @param answer makes of what the engine says what the caller is told, on a thread that may
     *     take its time
     */
    public <Q extends @Nullable Object, T> void askEngine(
            Reply<T> reply, Function<Placer, Q> question, Function<Q, Answer<T>> answer) {
        if (!tryEngine(reply, question, answer)) {
            reply.answer(Refusals.of(scheduler.whyNot()));
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

    /** Asks the door alone; where it says no, that is the answer. */
    public <T> boolean admits(Caller caller, Operation operation, Target target, Reply<T> reply) {
        return admits(
                caller, operation, target, reply, () -> reply.answer(Refusals.unseen(target)));
    }

    /** The same of nothing in particular. */
    public <T> boolean admits(Caller caller, Operation operation, Reply<T> reply) {
        return admits(caller, operation, Target.NONE, reply);
    }

    /**
     * The same where what is not there is answered otherwise.
     *
     * @param unseen answers as it would be answered of what nobody knows
     */
    <T> boolean admits(
            Caller caller, Operation operation, Target target, Reply<T> reply, Runnable unseen) {
        return allows(
                caller,
                operation,
                target,
                reply,
                () -> {
                    noteRefusal(AuditEntry.denied(caller, operation, target, NOT_TO_BE_SEEN));
                    unseen.run();
                });
    }

    /** The same; what is not to be seen is written down by whoever answers it. */
    private <T> boolean allows(
            Caller caller, Operation operation, Target target, Reply<T> reply, Runnable unseen) {
        return switch (access.decide(caller, operation, target)) {
            case Access.Decision.Allowed _ -> true;
            case Access.Decision.Denied(String why) -> {
                deny(AuditEntry.denied(caller, operation, target, why), why, reply);
                yield false;
            }
            case Access.Decision.Unseen _ -> {
                unseen.run();
                yield false;
            }
        };
    }

    /** Refuses what the door let by, and the caller's own rights do not. */
    public <T> void deny(
            Caller caller, Operation operation, About about, String why, Reply<T> reply) {
        deny(AuditEntry.denied(caller, operation, about, why), why, reply);
    }

    private <T> void deny(AuditEntry refusal, String why, Reply<T> reply) {
        noteRefusal(refusal);
        reply.answer(new Answer.Refused<>(ErrorCode.PERMISSION_DENIED, why));
    }

    /** Writes down that somebody asked for what is there, and is told that it is not. */
    public void noteUnseen(Caller caller, Operation operation, About about) {
        noteRefusal(AuditEntry.denied(caller, operation, about, NOT_TO_BE_SEEN));
    }

    private void noteRefusal(AuditEntry refusal) {
        account.audit().refused(refusal);
    }
}
