package dev.clawgateway.client.operator;

import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;

/** Tells the answers that were hoped for from all others. */
record Questions(Dialogue dialogue) {
    /** The answer that this request has. */
    <R extends CliReply> R ask(CliRequest request, Class<R> expected) {
        CliReply reply = ask(request);
        if (!expected.isInstance(reply)) {
            throw unexpected(reply);
        }
        return expected.cast(reply);
    }

    /** Any answer but a refusal. */
    CliReply ask(CliRequest request) {
        CliReply reply = dialogue.ask(request);
        if (reply instanceof CliReply.Failure failure) {
            throw refused(failure);
        }
        return reply;
    }

    static RefusedException refused(CliReply.Failure failure) {
        return new RefusedException(
                ErrorNumbers.meaning(failure.code()), failure.message(), "code " + failure.code());
    }

    static GatewayException unexpected(CliReply reply) {
        return new GatewayException(
                "the gateway answered with '" + reply.type() + "', which does not belong here",
                false);
    }
}
