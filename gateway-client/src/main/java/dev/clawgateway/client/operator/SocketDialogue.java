package dev.clawgateway.client.operator;

import dev.clawgateway.client.Connector;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.OutcomeUnknownException;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.client.api.UnreachableException;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/** Over a socket of its own, as long as that lasts. */
record SocketDialogue(Connector connector, OperatorClient client) implements Dialogue {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    /**
     * Connects and says hello.
     *
     * @param version of the program that asks
     */
    static SocketDialogue open(Endpoint endpoint, String version) {
        Connector connector = Connector.withThreads(1);
        try {
            return new SocketDialogue(
                    connector,
                    OperatorClient.connect(connector.nextLoop(), endpoint, version, ANSWER_LIMIT));
        } catch (GatewayException e) {
            connector.close();
            throw new UnreachableException(
                    endpoint.toString(),
                    Objects.requireNonNullElse(e.getMessage(), e.toString()),
                    e instanceof RefusedException refused
                            && refused.code() == ErrorCode.PERMISSION_DENIED);
        }
    }

    @Override
    public CliReply ask(CliRequest request) {
        try {
            return client.ask(request).join();
        } catch (CompletionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof OutcomeUnknownException unknown) {
                throw unknown;
            }
            throw new GatewayException(
                    Objects.requireNonNullElse(cause.getMessage(), "no answer"), true);
        }
    }

    @Override
    public void close() {
        client.close();
        connector.close();
    }
}
