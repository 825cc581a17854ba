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

/** One is forgotten. */
@Command(
        name = "remove",
        aliases = {"rm", "logout"},
        description = {
            "Forget a gateway and the token for it.",
            "The token itself goes on to be good for whoever else has it."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway context remove lab", "  claw-gateway context rm old-lab"})
final class ContextRemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "<NAME>", description = "As context list names it")
    private String name = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        ContextFile file = GatewayOptions.of(spec).contexts();
        Contexts contexts = file.read();
        Context context = PersonContexts.find(contexts, name);
        file.write(contexts.without(context.name()));
        spec.commandLine().getErr().println("Forgot " + context + ".");
        return ExitCode.OK;
    }
}
