package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.invocations.Invocation;
import dev.clawgateway.control.invocations.InvocationFailure;
import dev.clawgateway.control.invocations.InvocationResult;
import dev.clawgateway.control.invocations.Invoked;
import dev.clawgateway.control.invocations.KeyedInvocations;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.time.Time;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Having nodes run commands. */
public final class InvocationOperations {
    private final Desk desk;
    private final PendingInvocations invocations;
    private final KeyedInvocations keyed;

    public InvocationOperations(Desk desk, PendingInvocations invocations, Time time) {
        this.desk = desk;
        this.invocations = invocations;
        keyed = new KeyedInvocations(invocations, time);
    }

    /**
     * Has a node run a command, and waits for what it answers. Under a caller's key it is run once:
     * see {@link KeyedInvocations}.
     *
     * @return to say that nobody waits any more
     */
    public PendingInvocations.Ticket invoke(
            Caller caller, Invocation invocation, Reply<InvocationResult> reply) {
        if (!desk.admits(caller, Operation.INVOKE_ON_NODE, Target.of(invocation.node()), reply)) {
            return () -> {};
        }
        Terms.Key key = caller.terms().key();
        if (key != null) {
            Waiting waiting = new Waiting(reply);
            desk.doWritten(
                    entry(caller, Operation.INVOKE_ON_NODE, invocation),
                    reply,
                    () -> keyed.invoke(invocation, caller.principal(), key, waiting::told));
            return () -> {};
        }
        LaterTicket ticket = new LaterTicket();
        desk.doWritten(
                entry(caller, Operation.INVOKE_ON_NODE, invocation),
                reply,
                () -> ticket.set(invocations.invoke(invocation, new Waiting(reply))));
        return ticket;
    }

    /**
     * Has a node run a command that whoever asks this has found on the list of those that may be
     * run, once however often it is asked under one key.
     *
     * @param key of the caller's; see {@link KeyedInvocations}
     */
    public void invokeListed(
            Caller caller, Invocation invocation, String key, Reply<Invoked> reply) {
        if (desk.admits(caller, Operation.INVOKE_LISTED, Target.of(invocation.node()), reply)) {
            desk.doWritten(
                    entry(caller, Operation.INVOKE_LISTED, invocation),
                    reply,
                    () ->
                            keyed.invoke(
                                    invocation,
                                    key,
                                    invoked -> reply.answer(new Answer.Given<>(invoked))));
        }
    }

    /** Without its parameters: they may hold secrets. */
    private static AuditEntry entry(Caller caller, Operation operation, Invocation invocation) {
        return AuditEntry.sent(
                caller,
                operation,
                AuditEntry.About.of(invocation.node()),
                Map.of("command", invocation.command()));
    }

    /** Of an invocation that may not have begun yet. */
    private static final class LaterTicket implements PendingInvocations.Ticket {
        private static final PendingInvocations.Ticket ABANDONED = () -> {};

        private final AtomicReference<PendingInvocations.@Nullable Ticket> begun =
                new AtomicReference<>();

        void set(PendingInvocations.Ticket ticket) {
            if (!begun.compareAndSet(null, ticket)) {
                ticket.abandon();
            }
        }

        @Override
        public void abandon() {
            PendingInvocations.Ticket ticket = begun.getAndSet(ABANDONED);
            if (ticket != null) {
                ticket.abandon();
            }
        }
    }

    private record Waiting(Reply<InvocationResult> reply) implements PendingInvocations.Asker {
        void told(Invoked invoked) {
            switch (invoked) {
                case Invoked.Answered(InvocationResult result) -> answered(result);
                case Invoked.Failed(InvocationFailure failure) -> failed(failure);
            }
        }

        @Override
        public void answered(InvocationResult result) {
            reply.answer(new Answer.Given<>(result));
        }

        @Override
        public void failed(InvocationFailure failure) {
            reply.answer(new Answer.Refused<>(failure.code(), failure.why()));
        }
    }
}
