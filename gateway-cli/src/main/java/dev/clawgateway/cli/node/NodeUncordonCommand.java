package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.core.NodeId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes cordons back. */
@Command(
        name = "uncordon",
        description = "Let cordoned nodes have work again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway node uncordon rack3-slot7",
            "  claw-gateway node uncordon rack3-slot7 rack3-slot8"
        })
final class NodeUncordonCommand extends GatewayCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "<NODE>",
            description = "Name, id, or the start of an id")
    private List<String> nodes = List.of();

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        List<NodeId> ids = nodes.stream().map(node -> Lookup.node(gateway, node)).toList();
        for (int i = 0; i < ids.size(); i++) {
            Done.NodeCordoned reply = gateway.nodes().uncordon(ids.get(i));
            if (screen.json()) {
                screen.json(reply);
            } else if (reply.changed()) {
                screen.out().println("Uncordoned " + nodes.get(i) + ".");
            } else {
                screen.out().println(nodes.get(i) + " was not cordoned.");
            }
        }
        return ExitCode.OK;
    }
}
