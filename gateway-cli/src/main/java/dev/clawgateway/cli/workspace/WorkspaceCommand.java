package dev.clawgateway.cli.workspace;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.space.Workspaces;
import dev.clawgateway.core.time.SystemTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a gateway about workspaces. */
abstract class WorkspaceCommand implements Callable<Integer> {
    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() throws CommandException {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        try (Workspaces workspaces =
                new Workspaces(Connect.http(GatewayOptions.of(spec), List.of()))) {
            return run(workspaces, screen);
        }
    }

    /** Asks and prints; returns the exit code. */
    abstract int run(Workspaces workspaces, Screen screen);

    /** Nothing, where nothing is known. */
    static String orNothing(@Nullable String text) {
        return text == null ? Display.NOTHING : Display.printable(text);
    }
}
