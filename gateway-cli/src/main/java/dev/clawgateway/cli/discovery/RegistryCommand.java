package dev.clawgateway.cli.discovery;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.gateway.HttpAdvice;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.discovery.DiscoveryException;
import dev.clawgateway.client.discovery.DiscoveryQueries;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.core.time.SystemTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks the registry once. */
abstract class RegistryCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9]\\d{0,18}");
    private static final int NOT_FOUND = 404;

    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        try (DiscoveryQueries registry =
                new DiscoveryQueries(Connect.http(GatewayOptions.of(spec), List.of()), LIMIT)) {
            return run(registry, screen);
        } catch (DiscoveryException e) {
            throw CommandException.failure(
                    e.status() == NOT_FOUND
                            ? Display.printable(e.getMessage())
                                    + "\n  That gateway has no such registry."
                            : HttpAdvice.about(e.getMessage(), e.status()));
        }
    }

    /** Asks and prints; returns the exit code. */
    abstract int run(DiscoveryQueries registry, Screen screen)
            throws DiscoveryException, InterruptedException;

    /** Digits are a number; both name the same member. */
    static MemberId id(String text) {
        return new MemberId(text, NUMBER.matcher(text).matches());
    }
}
