package dev.clawgateway.cli.context;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.client.context.Context;
import dev.clawgateway.client.context.Contexts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One is called something else. */
@Command(
        name = "rename",
        description = "Call a gateway that login has kept something else.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway context rename gateway.example.net lab",
            "  claw-gateway context rename lab old-lab"
        })
final class ContextRenameCommand extends KeptContextCommand {
    @Parameters(index = "1", paramLabel = "<NEW>", description = "What it is called from now on")
    private String other = "";

    @Override
    Contexts changed(Contexts contexts, Context context) {
        String wanted = ContextNames.checked("<NEW>", other);
        if (contexts.find(wanted) != null) {
            throw CommandException.usage(
                    "there is a context called '" + wanted + "' already; remove it first");
        }
        return contexts.renamed(context, wanted);
    }

    @Override
    String done(Context context) {
        return context.name() + " is called " + other + " now.";
    }
}
