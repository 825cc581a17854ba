package dev.clawgateway.simulation.peer.operator;

import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.util.function.Consumer;

/**
 * What an operator asks.
 *
 * @param untilDone asked again when no answer came, or one that passes
 * @param then what he makes of the answer
 */
record Question(CliRequest request, boolean untilDone, Consumer<CliReply> then) {
    private static final long INTERNAL = 1006;

    /** Whether this answer leaves it open. */
    boolean open(CliReply reply) {
        return untilDone && reply instanceof CliReply.Failure failure && failure.code() == INTERNAL;
    }
}
