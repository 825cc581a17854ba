package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.StateWords;
import dev.clawgateway.cli.output.WatchedList;
import dev.clawgateway.client.api.GatewayAnswer;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.client.api.follow.Following;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One line a node. */
@Command(
        name = "list",
        aliases = "ls",
        description = {
            "List the nodes, connected or not.",
            "Watched, a line tells of a node that comes, goes, or is marked; of what it holds then, too."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway node list",
            "  claw-gateway node list --state draining",
            "  claw-gateway node list --cordoned",
            "  claw-gateway node list --watch",
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

    @Option(
            names = {"-w", "--watch"},
            description = "Go on with what becomes of them, a line each, until interrupted")
    private boolean watch;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        NodeQuery query = new NodeQuery(state, null, true);
        if (watch) {
            try (Following following = following(screen)) {
                WatchedList.print(
                        new NarrowedNews(following.nodes(query), this::wanted),
                        NodePrinter.watched(screen),
                        screen);
            }
            return ExitCode.OK;
        }
        List<NodeDetails> nodes =
                gateway.nodes().list(query).stream()
                        .filter(this::wanted)
                        .sorted(NodePrinter.BY_NAME)
                        .toList();
        if (screen.json()) {
            screen.json(new GatewayAnswer.Nodes(nodes));
        } else if (nodes.isEmpty()) {
            screen.say(
                    state == null && !cordoned
                            ? "No node has registered yet. Start one: claw-gateway agent"
                            : "No node is in that state.");
        } else {
            NodePrinter.to(screen).print(nodes);
        }
        return ExitCode.OK;
    }

    private boolean wanted(NodeDetails node) {
        return !cordoned || node.cordon() != null;
    }
}
