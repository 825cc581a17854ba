package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.DurationConverter;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.core.NodeId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps new work from a node, and empties it. */
@Command(
        name = "drain",
        description = {
            "Place nothing new on a node; what runs there goes on.",
            "With a deadline, what is left then is stopped with its usual grace and starts again on"
                    + " other nodes; without one nothing is stopped. Another deadline replaces the"
                    + " one before. node show says how far it is: the node can be switched off once"
                    + " it is drained."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway node drain rack3-slot7",
            "  claw-gateway node drain rack3-slot7 --deadline 2h"
        })
final class NodeDrainCommand extends GatewayCommand {
    @Parameters(paramLabel = "<NODE>", description = "Name, id, or the start of an id")
    private String node;

    @Option(
            names = "--deadline",
            paramLabel = "<TIME>",
            converter = DurationConverter.class,
            description = "When to move what is left, such as 90s, 30m or 2h")
    private @Nullable Duration deadline;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        NodeId id = Lookup.node(gateway, node);
        Done.NodeDrained reply =
                deadline == null
                        ? gateway.nodes().drain(id, true)
                        : gateway.nodes().drain(id, deadline);
        if (screen.json()) {
            screen.json(reply);
        } else if (deadline == null) {
            screen.out().println("Draining " + node + ": it gets no new work.");
        } else {
            screen.out()
                    .println(
                            "Draining "
                                    + node
                                    + ": it gets no new work, and what is left after "
                                    + Display.duration(deadline)
                                    + " is moved.");
        }
        return ExitCode.OK;
    }
}
