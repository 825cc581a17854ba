package dev.clawgateway.cli.gateway;

import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.core.time.SystemTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a running gateway. Connects, lets the command ask and print, disconnects. */
public abstract class GatewayCommand implements Callable<Integer> {
    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() throws Exception {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        try (Gateway gateway = Gateway.connect(GatewayOptions.of(spec))) {
            return run(gateway, screen);
        }
    }

    /** Asks and prints; returns the exit code. */
    protected abstract int run(Gateway gateway, Screen screen) throws Exception;
}
