package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Keeps new work from a node. */
@Command(
        name = "drain",
        description = "Place nothing new on a node; what runs there goes on.",
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway node drain rack3-slot7", "  claw-gateway node drain 7d3f0c52"})
final class NodeDrainCommand extends GatewayCommand {
    @Parameters(paramLabel = "<NODE>", description = "Name, id, or the start of an id")
    private String node;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        Done.NodeDrained reply = gateway.nodes().drain(Lookup.node(gateway, node), true);
        if (screen.json()) {
            screen.json(reply);
        } else {
            screen.out().println("Draining " + node + ": it gets no new work.");
        }
        return ExitCode.OK;
    }
}
