package dev.clawgateway.cli.access;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.gateway.HttpAdvice;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.access.AccessClient;
import dev.clawgateway.client.access.AccessException;
import dev.clawgateway.core.time.SystemTime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a gateway about credentials. */
abstract class CredentialCommand implements Callable<Integer> {
    private static final int FORBIDDEN = 403;

    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        try (AccessClient client = client(spec)) {
            return run(client, screen);
        } catch (AccessException e) {
            throw CommandException.failure(text(e));
        }
    }

    /** Of the gateway that the options name; opens no connection yet. */
    static AccessClient client(CommandSpec spec) {
        return new AccessClient(Connect.http(GatewayOptions.of(spec), List.of()));
    }

    /** What was in the way, and what to do about it. */
    static String text(AccessException failure) {
        // Who may not is told which role it takes.
        return failure.status() == FORBIDDEN
                ? Display.printable(String.valueOf(failure.getMessage()))
                : HttpAdvice.about(failure.getMessage(), failure.status());
    }

    /** The options that were given, wherever they stood. */
    final GatewayOptions connection() {
        return GatewayOptions.of(spec);
    }

    /** Asks and prints; returns the exit code. */
    abstract int run(AccessClient client, Screen screen)
            throws AccessException, InterruptedException;
}
