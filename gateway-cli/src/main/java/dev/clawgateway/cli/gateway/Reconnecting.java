package dev.clawgateway.cli.gateway;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.Backoff;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that outlives its connection, for whoever watches something: asks again on a new
 * one. Only for requests that change nothing, since one may have been heard without an answer.
 */
final class Reconnecting implements Gateway.Conversation {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Backoff.Pace PACE =
            new Backoff.Pace(Duration.ofMillis(200), Duration.ofSeconds(3), Duration.ofMinutes(1));

    private final Supplier<Gateway.Conversation> connect;
    private final Screen screen;
    private Gateway.@Nullable Conversation open;

    Reconnecting(Supplier<Gateway.Conversation> connect, Screen screen) {
        this.connect = connect;
        this.screen = screen;
    }

    @Override
    public CliReply ask(CliRequest request) {
        try {
            return opened().ask(request);
        } catch (CommandException e) {
            if (!e.mayBeAskedAgain()) {
                throw e;
            }
            screen.say("[connection lost; trying again]");
            return askAgain(request, screen.time().now().plus(PATIENCE));
        }
    }

    private Gateway.Conversation opened() {
        Gateway.Conversation conversation = open;
        if (conversation == null) {
            conversation = connect.get();
            open = conversation;
        }
        return conversation;
    }

    private CliReply askAgain(CliRequest request, Instant deadline) {
        Backoff backoff = new Backoff(PACE, new SecureRandom());
        while (true) {
            close();
            sleep(backoff.next(Duration.ZERO, Duration.ZERO));
            try {
                CliReply reply = opened().ask(request);
                screen.say("[connected again; lines that came meanwhile may be missing]");
                return reply;
            } catch (CommandException e) {
                if (!e.mayBeAskedAgain() || screen.time().now().isAfter(deadline)) {
                    throw e;
                }
            }
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandException.failure("interrupted");
        }
    }

    @Override
    public void close() {
        Gateway.Conversation conversation = open;
        if (conversation != null) {
            open = null;
            conversation.close();
        }
    }
}
