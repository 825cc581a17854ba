package dev.clawgateway.client.operator;

import dev.clawgateway.client.ClientLoop;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One operator session. Requests are answered in the order they were asked, so several may be under
 * way; one that gets no answer in time ends the session, since nothing else would tell the later
 * answers apart. May be used by any thread, but the waiting calls not on an event loop.
 */
public final class OperatorClient implements AutoCloseable {
    /** Protocol version this client speaks. */
    public static final int PROTOCOL_VERSION = 1;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(40);

    private final OperatorSession session;
    private final Duration limit;

    private OperatorClient(OperatorSession session, Duration limit) {
        this.session = session;
        this.limit = limit;
    }

    /**
     * Connects and says hello.
     *
     * @param limit how long an answer may take
     * @throws GatewayException saying what was in the way
     */
    public static OperatorClient connect(
            ClientLoop loop, Endpoint endpoint, String version, Duration limit) {
        OperatorSession session = new OperatorSession(loop, endpoint.toString(), limit);
        CompletableFuture<CliReply> welcome =
                session.ask(new CliRequest.Hello(version, PROTOCOL_VERSION));
        session.connect(endpoint);
        OperatorClient client = new OperatorClient(session, limit);
        try {
            expect(await(welcome, CONNECT_LIMIT), CliReply.Welcome.class);
        } catch (GatewayException e) {
            client.close();
            throw e;
        }
        return client;
    }

    /**
     * Asks without waiting. The future completes on an event loop, with {@link CliReply.Failure}
     * when the gateway refused, and exceptionally with {@link GatewayException} when there was no
     * answer.
     */
    public CompletableFuture<CliReply> ask(CliRequest request) {
        return session.ask(request);
    }

    /**
     * Asks and waits.
     *
     * @throws dev.clawgateway.client.api.RefusedException when the gateway refused
     * @throws GatewayException when there was no answer, or one of another kind
     */
    public <R extends CliReply> R ask(CliRequest request, Class<R> kind) {
        return expect(await(session.ask(request), limit.plusSeconds(5)), kind);
    }

    /** False once the session has ended: a new client is needed then. */
    public boolean open() {
        return session.open();
    }

    private static CliReply await(CompletableFuture<CliReply> answer, Duration limit) {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GatewayException known) {
                throw known;
            }
            throw new GatewayException(String.valueOf(e.getCause()), true);
        } catch (TimeoutException _) {
            throw new GatewayException("the gateway did not answer in time", true);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new GatewayException("interrupted while waiting for the gateway", false);
        }
    }

    private static <R extends CliReply> R expect(CliReply reply, Class<R> kind) {
        if (reply instanceof CliReply.Failure failure && kind != CliReply.Failure.class) {
            throw Questions.refused(failure);
        } else if (!kind.isInstance(reply)) {
            throw Questions.unexpected(reply);
        }
        return kind.cast(reply);
    }

    /** Ends the session. What is still under way fails. */
    @Override
    public void close() {
        session.close();
    }
}
