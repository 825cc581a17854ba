package dev.clawgateway.cli.context;

import dev.clawgateway.client.context.Context;
import dev.clawgateway.client.context.Contexts;
import picocli.CommandLine.Command;

/** Another becomes the current one. */
@Command(
        name = "use",
        description = "Have later commands ask this gateway unless told otherwise.",
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway context use lab", "  claw-gateway context use head.example.net"})
final class ContextUseCommand extends KeptContextCommand {
    @Override
    Contexts changed(Contexts contexts, Context context) {
        return contexts.using(context.name());
    }

    @Override
    String done(Context context) {
        return "Commands ask " + context + " now.";
    }
}
