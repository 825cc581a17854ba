package dev.clawgateway.cli.configuration;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.gateway.HttpAdvice;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.configuration.ConfigurationClient;
import dev.clawgateway.client.configuration.ConfigurationException;
import dev.clawgateway.core.time.SystemTime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command about a configuration, that of a running gateway among others. */
abstract class ConfigurationCommand implements Callable<Integer> {
    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        try {
            return run(screen);
        } catch (ConfigurationException e) {
            throw CommandException.failure(HttpAdvice.about(e.getMessage(), e.status()));
        }
    }

    /** Of the gateway that the options name; opens no connection yet. */
    final ConfigurationClient client() {
        return new ConfigurationClient(Connect.http(GatewayOptions.of(spec), List.of()));
    }

    /** Does it and prints; returns the exit code. */
    abstract int run(Screen screen) throws ConfigurationException, InterruptedException;
}
