package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.NaturalOrder;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.StateWords;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.api.GatewayAnswer;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One line a node. */
@Command(
        name = "list",
        aliases = "ls",
        description = "List the nodes, connected or not.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway node list",
            "  claw-gateway node list --state draining",
            "  claw-gateway node list --cordoned",
            "  claw-gateway node list --output json | jq -r '.nodes[].name'"
        })
final class NodeListCommand extends GatewayCommand {
    @Option(
            names = "--state",
            paramLabel = "<STATE>",
            converter = StateWords.ForNodes.class,
            completionCandidates = StateWords.OfNodes.class,
            description = "Only nodes in this state: ${COMPLETION-CANDIDATES}")
    private NodeDetails.@Nullable State state;

    @Option(names = "--cordoned", description = "Only cordoned nodes")
    private boolean cordoned;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        List<NodeDetails> nodes =
                gateway.nodes().list(new NodeQuery(state, null, true)).stream()
                        .filter(node -> !cordoned || node.cordon() != null)
                        .sorted(
                                Comparator.comparing(NodeDetails::name, NaturalOrder.INSTANCE)
                                        .thenComparing(NodeDetails::id))
                        .toList();
        if (screen.json()) {
            screen.json(new GatewayAnswer.Nodes(nodes));
            return ExitCode.OK;
        }
        Table table =
                screen.table()
                        .column("NAME")
                        .column("ID")
                        .column("STATE")
                        .numberColumn("GPUS")
                        .numberColumn("HELD")
                        .numberColumn("FREE")
                        .column("UNAVAILABLE")
                        .column("MODEL")
                        .numberColumn("GPU MEMORY")
                        .numberColumn("WORKLOADS")
                        .numberColumn("HEARD");
        nodes.forEach(node -> addRow(table, node, screen));
        if (table.isEmpty()) {
            screen.say(
                    state == null && !cordoned
                            ? "No node has registered yet. Start one: claw-gateway agent"
                            : "No node is in that state.");
            return ExitCode.OK;
        }
        table.print(screen.out());
        return ExitCode.OK;
    }

    private static void addRow(Table table, NodeDetails node, Screen screen) {
        table.row(
                node.name(),
                Display.shortId(node.id().value()),
                screen.palette().state(node),
                node.gpus(),
                GpuUseText.held(node),
                GpuUseText.free(node),
                GpuUseText.unavailable(node),
                GpuModels.of(node),
                GpuUseText.memory(node),
                node.runningWorkloads(),
                Display.age(node.lastHeard(), screen.time().now()));
    }
}
