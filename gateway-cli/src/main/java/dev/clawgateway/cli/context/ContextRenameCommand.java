package dev.clawgateway.cli.context;

import dev.clawgateway.cli.command.CommandException;
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

/** One is called something else. */
@Command(
        name = "rename",
        description = "Call a gateway that login has kept something else.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway context rename gateway.example.net lab",
            "  claw-gateway context rename lab old-lab"
        })
final class ContextRenameCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "<NAME>", description = "As context list names it")
    private String name = "";

    @Parameters(index = "1", paramLabel = "<NEW>", description = "What it is called from now on")
    private String other = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        ContextFile file = GatewayOptions.of(spec).contexts();
        Contexts contexts = file.read();
        Context context = PersonContexts.find(contexts, name);
        String wanted = ContextNames.checked("<NEW>", other);
        if (contexts.find(wanted) != null) {
            throw CommandException.usage(
                    "there is a context called '" + wanted + "' already; remove it first");
        }
        file.write(contexts.renamed(context, wanted));
        spec.commandLine().getErr().println(name + " is called " + wanted + " now.");
        return ExitCode.OK;
    }
}
