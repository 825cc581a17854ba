package dev.clawgateway.control.operations;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.SchedulerQueries;
import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.AuditEntry.About;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.audit.Wishes;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Verdict;
import dev.clawgateway.core.placement.Placer;
import java.util.List;
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

    private static final String NOT_TO_BE_SEEN = "not to be seen";

    private final Access access;
    private final CommandInbox inbox;
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
        this.inbox = inbox;
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
            reply.answer(unseen(target));
            return;
        }
        Outcome.Refused otherwise = asRefused(unseen(target));
        Reply<T> noted =
                told -> {
                    if (told instanceof Answer.Refused<T>(var code, var _)
                            && code == otherwise.code()) {
                        note.run();
                    }
                    reply.answer(told);
                };
        if (!offer(caller, new Command.Once<>(command, caller.terms(), otherwise), noted, answer)) {
            refuse(inbox.whyNot(), reply);
        }
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
        if (mustWait(caller, command)) {
            refuse(Audit.UNWRITTEN, reply);
        } else if (!tryPlace(caller, command, reply, answer)) {
            refuse(repeatable(caller, inbox.whyNot()), reply);
        }
    }

    /**
     * The same where what the caller is told takes its time to make: that is done on a thread that
     * may, while the next commit goes on.
     */
    public <O extends Outcome.Granted, T> void placeThenLook(
            Caller caller, Command<O> command, Reply<T> reply, Function<O, T> answer) {
        if (mustWait(caller, command)) {
            refuse(Audit.UNWRITTEN, reply);
            return;
        }
        boolean taken =
                inbox.offer(
                        caller.recorded(),
                        command,
                        verdict -> later(reply, () -> translate(verdict, answer)));
        if (!taken) {
            refuse(inbox.whyNot(), reply);
        }
    }

    /** Told at once; who passes in the same moment is told at its turn. */
    private boolean mustWait(Caller caller, Command<?> command) {
        return account.audit().holdsUp(caller) && Wishes.audited(caller, command);
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
                        refuse(Audit.UNWRITTEN, reply);
                    }
                });
    }

    private <O extends Outcome.Granted, T> boolean tryPlace(
            Caller caller, Command<O> command, Reply<T> reply, Function<O, T> answer) {
        if (!caller.terms().none()) {
            return offer(caller, new Command.Once<>(command, caller.terms(), null), reply, answer);
        }
        return inbox.offer(
                caller.recorded(),
                command,
                // A fault in here would end the store thread.
                verdict -> reply.answer(answered(() -> translate(verdict, answer))));
    }

    private <O extends Outcome.Granted, T> boolean offer(
            Caller caller, Command.Once<O> once, Reply<T> reply, Function<O, T> answer) {
        return inbox.offer(
                caller.recorded(),
                once,
                verdict -> reply.answer(answered(() -> translateOnce(caller, verdict, answer))));
    }

    private static <O extends Outcome.Granted, T> Answer<T> translateOnce(
            Caller caller, Verdict<Outcome.Once<O>> verdict, Function<O, T> answer) {
        return switch (verdict) {
            case Verdict.Granted<Outcome.Once<O>>(Outcome.Once<O>(O first, boolean _)) ->
                    new Answer.Given<>(answer.apply(first));
            case Verdict.Refused<Outcome.Once<O>>(Outcome.Refused why) ->
                    refused(repeatable(caller, why));
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
                || tryPlace(caller, command, reply, answer);
    }

    /**
     * Passes on what the gateway itself has seen, about which no door is asked; false when full.
     */
    boolean note(Caller caller, Command<?> seen) {
        return inbox.offer(caller.recorded(), seen, _ -> {});
    }

    private static <O extends Outcome.Granted, T> Answer<T> translate(
            Verdict<O> verdict, Function<O, T> answer) {
        return switch (verdict) {
            case Verdict.Granted<O>(O outcome) -> new Answer.Given<>(answer.apply(outcome));
            case Verdict.Refused<O>(Outcome.Refused why) -> refused(why);
        };
    }

    private static <T> Answer<T> refused(Outcome.Refused why) {
        return new Answer.Refused<>(why.code(), why.detail());
    }

    private static Outcome.Refused asRefused(Answer<?> answer) {
        return switch (answer) {
            case Answer.Refused<?>(ErrorCode code, String detail) ->
                    new Outcome.Refused(code, detail);
            case Answer.Given<?> _ -> throw new IllegalArgumentException("it is no refusal");
        };
    }

    private static <T> void refuse(Outcome.Refused why, Reply<T> reply) {
        reply.answer(refused(why));
    }

    /** Answers a question that costs next to nothing, at once and on the caller's thread. */
    public <T> void ask(
            Caller caller,
            Operation operation,
            Target target,
            Reply<T> reply,
            Supplier<Answer<T>> question) {
        if (admits(caller, operation, target, reply)) {
            reply.answer(answered(question));
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
        queries.execute(() -> reply.answer(answered(question)));
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
    public <T> boolean admits(Caller caller, Operation operation, Target target, Reply<T> reply) {
        return admits(caller, operation, target, reply, () -> reply.answer(unseen(target)));
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

    private static <T> Answer<T> unseen(Target target) {
        return switch (target) {
            case Target.OfWorkload(WorkloadId id, String _, Principal _) when id != null ->
                    Refusals.unknownWorkload(id);
            case Target.OfUnknown(WorkloadId id) -> Refusals.unknownWorkload(id);
            case Target.OfNode(NodeId node) -> Refusals.unknownNode(node);
            case Target.OfWorkspace(String named, var _) ->
                    new Answer.Refused<>(ErrorCode.NOT_FOUND, "no workspace '" + named + "'");
            case Target.OfWorkload _, Target.Nothing _ ->
                    new Answer.Refused<>(ErrorCode.PERMISSION_DENIED, "there is nothing to see");
        };
    }
}
