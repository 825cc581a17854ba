package dev.clawgateway.cli.context;

import dev.clawgateway.client.context.Context;
import dev.clawgateway.client.context.Contexts;
import picocli.CommandLine.Command;

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
final class ContextRemoveCommand extends KeptContextCommand {
    @Override
    Contexts changed(Contexts contexts, Context context) {
        return contexts.without(context.name());
    }

    @Override
    String done(Context context) {
        return "Forgot " + context + ".";
    }
}
