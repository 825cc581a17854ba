package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.invocations.Invocation;
import dev.clawgateway.control.invocations.InvocationResult;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;

/** Having nodes run commands. */
public final class InvocationOperations {
    private final Desk desk;
    private final PendingInvocations invocations;

    public InvocationOperations(Desk desk, PendingInvocations invocations) {
        this.desk = desk;
        this.invocations = invocations;
    }

    /**
     * Has a node run a command, and waits for what it answers.
     *
     * @return to say that nobody waits any more
     */
    public PendingInvocations.Ticket invoke(
            Caller caller, Invocation invocation, Reply<InvocationResult> reply) {
        return desk.admits(caller, Operation.INVOKE_ON_NODE, Target.of(invocation.node()), reply)
                ? invocations.invoke(invocation, new Waiting(reply))
                : () -> {};
    }

    private record Waiting(Reply<InvocationResult> reply) implements PendingInvocations.Asker {
        @Override
        public void answered(InvocationResult result) {
            reply.answer(new Answer.Given<>(result));
        }

        @Override
        public void failed(ErrorCode code, String why) {
            reply.answer(new Answer.Refused<>(code, why));
        }
    }
}
