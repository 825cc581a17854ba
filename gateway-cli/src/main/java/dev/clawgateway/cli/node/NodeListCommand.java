package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.Gateway;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Pages;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.NaturalOrder;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.StateWords;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.protocol.claw.operator.CliReply.Nodes;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListNodes;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.operator.info.NodeState;
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
    private @Nullable NodeState state;

    @Option(names = "--cordoned", description = "Only cordoned nodes")
    private boolean cordoned;

    @Override
    protected int run(Gateway gateway, Screen screen) {
        List<NodeInfo> nodes =
                Pages.nodes(gateway, new ListNodes(state, true)).stream()
                        .filter(node -> !cordoned || node.cordon() != null)
                        .sorted(
                                Comparator.comparing(NodeInfo::name, NaturalOrder.INSTANCE)
                                        .thenComparing(NodeInfo::nodeId))
                        .toList();
        if (screen.json()) {
            screen.json(new Nodes(nodes));
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

    private static void addRow(Table table, NodeInfo node, Screen screen) {
        table.row(
                node.name(),
                Display.shortId(node.nodeId().value()),
                screen.palette().state(node),
                node.gpuCount(),
                GpuUseText.held(node),
                GpuUseText.free(node),
                GpuUseText.unavailable(node),
                GpuModels.of(node),
                GpuUseText.memory(node),
                node.runningWorkloads(),
                Display.age(node.lastHeartbeat(), screen.time().now()));
    }
}
