package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import picocli.CommandLine.Command;

/** Ends the wait for many nodes that are silent together. */
@Command(
        name = "accept-losses",
        description = {
            "Give up the nodes that are silent, though they are many.",
            "When more than a fifth of the fleet falls silent at once the gateway takes that for its own"
                    + " fault, and gives up nobody's work. Say so when they are gone: their work fails, or"
                    + " starts elsewhere by its restart policy."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway status", "  claw-gateway node accept-losses"})
final class AcceptLossesCommand extends GatewayCommand {
    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        Done.LossesAccepted done = gateway.nodes().acceptLosses();
        if (screen.json()) {
            screen.json(done);
        } else {
            screen.out().println("Silent nodes are given up, one after the other.");
        }
        return ExitCode.OK;
    }
}
