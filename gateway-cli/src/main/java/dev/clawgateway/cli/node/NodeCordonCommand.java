package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.core.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps new work from nodes. */
@Command(
        name = "cordon",
        description = {
            "Place nothing new on nodes; what runs there goes on.",
            "Stays when they register again and when the gateway restarts, until claw-gateway node"
                    + " uncordon."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway node cordon rack3-slot7",
            "  claw-gateway node cordon rack3-slot7 rack3-slot8 --reason 'fan 3 is loud'"
        })
final class NodeCordonCommand extends GatewayCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "<NODE>",
            description = "Name, id, or the start of an id")
    private List<String> nodes = List.of();

    @Option(names = "--reason", paramLabel = "<TEXT>", description = "Why, for those who read it")
    private @Nullable String reason;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        // All are looked up before any is changed: a wrong name changes nothing.
        List<NodeId> ids = nodes.stream().map(node -> Lookup.node(gateway, node)).toList();
        for (int i = 0; i < ids.size(); i++) {
            Done.NodeCordoned reply = gateway.nodes().cordon(ids.get(i), reason);
            if (screen.json()) {
                screen.json(reply);
            } else if (reply.changed()) {
                screen.out()
                        .println(
                                "Cordoned "
                                        + nodes.get(i)
                                        + ": it gets no new work, what runs there goes on.");
            } else {
                screen.out().println(nodes.get(i) + " was cordoned already.");
            }
        }
        return ExitCode.OK;
    }
}
