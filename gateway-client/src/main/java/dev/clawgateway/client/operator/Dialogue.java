package dev.clawgateway.client.operator;

import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;

/** Asks a gateway and waits for its answer. Any thread. */
interface Dialogue extends AutoCloseable {
    /**
     * The answer, also when it is a refusal.
     *
     * @throws dev.clawgateway.client.api.GatewayException when there was none
     */
    CliReply ask(CliRequest request);

    @Override
    void close();
}
