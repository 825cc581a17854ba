package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.NodeApi;
import dev.clawgateway.core.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets and removes labels of a node. */
@Command(
        name = "label",
        description = {
            "Set or remove labels of a node.",
            "They win over the labels that the node reports, and stay when it registers again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway node label rack3-slot7 pool=train zone=a",
            "  claw-gateway node label rack3-slot7 topology/rack=r3 --remove pool"
        })
final class NodeLabelCommand extends GatewayCommand {
    @Parameters(index = "0", paramLabel = "<NODE>", description = "Name, id, or the start of an id")
    private String node;

    @Parameters(index = "1..*", paramLabel = "<KEY=VALUE>", description = "Labels to set")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = {"-r", "--remove"},
            paramLabel = "<KEY>",
            description = "Remove this label. May be given many times")
    private List<String> removed = new ArrayList<>();

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        NodeId id = Lookup.node(gateway, node);
        for (Supplier<Done> change : changes(gateway.nodes(), id)) {
            Done done = change.get();
            if (screen.json()) {
                screen.json(done);
            }
        }
        if (!screen.json()) {
            screen.out().println("Labels of " + node + ": " + NodeMarkText.labels(gateway, id));
        }
        return ExitCode.OK;
    }

    private List<Supplier<Done>> changes(NodeApi api, NodeId id) {
        List<Supplier<Done>> changes = new ArrayList<>();
        labels.forEach((key, value) -> changes.add(() -> api.setLabel(id, key, value)));
        removed.forEach(key -> changes.add(() -> api.removeLabel(id, key)));
        if (changes.isEmpty()) {
            throw CommandException.usage(
                    "say what to change: KEY=VALUE sets a label, --remove KEY removes one");
        }
        return changes;
    }
}
