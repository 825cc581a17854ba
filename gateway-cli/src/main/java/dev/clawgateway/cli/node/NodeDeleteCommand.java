package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives up a node that will not return. */
@Command(
        name = "delete",
        description = {
            "Give up a node that is away and will not return.",
            "What it held fails, or starts elsewhere by its restart policy, as with a lost node."
                    + " Refused while it is connected. A cordon or a drain stays, and the node with"
                    + " it, as long as any node that is away: it holds if the node returns after all."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway node delete rack3-slot7"})
final class NodeDeleteCommand extends GatewayCommand {
    @Parameters(paramLabel = "<NODE>", description = "Name, id, or the start of an id")
    private String node;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        Done.NodeDeleted reply = gateway.nodes().delete(Lookup.node(gateway, node));
        if (screen.json()) {
            screen.json(reply);
        } else {
            screen.out().println("Deleted " + node + ": what it held is given up.");
        }
        return ExitCode.OK;
    }
}
