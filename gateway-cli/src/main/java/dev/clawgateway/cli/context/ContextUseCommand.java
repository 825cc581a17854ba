package dev.clawgateway.cli.context;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.gateway.PersonContexts;
import dev.clawgateway.client.context.Context;
import dev.clawgateway.client.context.ContextFile;
import dev.clawgateway.client.context.Contexts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Another becomes the current one. */
@Command(
        name = "use",
        description = "Have later commands ask this gateway unless told otherwise.",
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway context use lab", "  claw-gateway context use head.example.net"})
final class ContextUseCommand implements Callable<Integer> {
    @Parameters(paramLabel = "<NAME>", description = "As context list names it")
    private String name = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        ContextFile file = GatewayOptions.of(spec).contexts();
        Contexts contexts = file.read();
        Context context = PersonContexts.find(contexts, name);
        file.write(contexts.using(context.name()));
        spec.commandLine().getErr().println("Commands ask " + context + " now.");
        return ExitCode.OK;
    }
}
