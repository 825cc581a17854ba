package dev.clawgateway.cli.gateway;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.Version;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.Connector;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.EndpointException;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.operator.OperatorClient;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** A gateway to ask: one conversation, with refusals turned into messages for people. */
public final class Gateway implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final Endpoint endpoint;
    private final Conversation conversation;

    /** Asks one thing at a time and waits for its answer. */
    public interface Conversation extends AutoCloseable {
        /** Throws {@link CommandException} when no answer can be had. */
        CliReply ask(CliRequest request);

        @Override
        void close();
    }

    public Gateway(Endpoint endpoint, Conversation conversation) {
        this.endpoint = endpoint;
        this.conversation = conversation;
    }

    /** Connects and says hello. Throws {@link CommandException} that says what to do about it. */
    public static Gateway connect(GatewayOptions options) {
        return connect(endpoint(options));
    }

    /** The same, to an address already read. */
    public static Gateway connect(Endpoint endpoint) {
        Connector connector = Connector.withThreads(1);
        try {
            OperatorClient client =
                    OperatorClient.connect(connector, endpoint, Version.current(), ANSWER_LIMIT);
            return new Gateway(endpoint, new Online(connector, client));
        } catch (GatewayException e) {
            connector.close();
            throw CommandException.unanswered(ConnectAdvice.text(endpoint, message(e)));
        }
    }

    /** The same gateway over connections of its own, made anew as often as they break. */
    public Gateway reconnecting(Screen screen) {
        return new Gateway(
                endpoint, new Reconnecting(() -> connect(endpoint).conversation, screen));
    }

    /** Reads the address; what is wrong with it ends the command. */
    public static Endpoint endpoint(GatewayOptions options) {
        try {
            return Endpoint.parse(options.url(), options.token(), options.caFile());
        } catch (EndpointException e) {
            throw CommandException.usage(message(e));
        }
    }

    private static String message(RuntimeException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.toString());
    }

    public String url() {
        return endpoint.toString();
    }

    /** Any answer but a refusal, which ends the command. */
    public CliReply ask(CliRequest request) {
        return ask(request, _ -> "");
    }

    /**
     * The same.
     *
     * @param hint what to do about a refusal, a line to follow it; empty for nothing
     */
    public CliReply ask(CliRequest request, Function<CliReply.Failure, String> hint) {
        CliReply reply = conversation.ask(request);
        if (reply instanceof CliReply.Failure refusal) {
            String advice = hint.apply(refusal);
            throw CommandException.failure(
                    Display.printable(refusal.message())
                            + " (code "
                            + refusal.code()
                            + ")"
                            + (advice.isEmpty() ? "" : "\n  " + advice));
        }
        return reply;
    }

    /** Any answer, refusals too. */
    public CliReply askAny(CliRequest request) {
        return conversation.ask(request);
    }

    /** The answer this request has. */
    public <R extends CliReply> R ask(CliRequest request, Class<R> expected) {
        CliReply reply = ask(request);
        if (!expected.isInstance(reply)) {
            throw unexpected(reply);
        }
        return expected.cast(reply);
    }

    public static CommandException unexpected(CliReply reply) {
        return CommandException.failure(
                "the gateway answered with '" + reply.type() + "', which does not belong here");
    }

    @Override
    public void close() {
        conversation.close();
    }

    /** Over a socket. */
    private record Online(Connector connector, OperatorClient client) implements Conversation {
        @Override
        public CliReply ask(CliRequest request) {
            try {
                return client.ask(request).join();
            } catch (CompletionException e) {
                Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
                throw CommandException.unanswered(
                        Objects.requireNonNullElse(cause.getMessage(), "no answer"));
            }
        }

        @Override
        public void close() {
            client.close();
            connector.close();
        }
    }
}
