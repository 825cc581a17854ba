package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets a drained node have work again. */
@Command(
        name = "undrain",
        description = "Let a drained node have work again.",
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway node undrain rack3-slot7"})
final class NodeUndrainCommand extends GatewayCommand {
    @Parameters(paramLabel = "<NODE>", description = "Name, id, or the start of an id")
    private String node;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        Done.NodeDrained reply = gateway.nodes().drain(Lookup.node(gateway, node), false);
        if (screen.json()) {
            screen.json(reply);
        } else {
            screen.out().println(node + " gets new work again.");
        }
        return ExitCode.OK;
    }
}
