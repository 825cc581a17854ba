package dev.clawgateway.cli;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Advice;
import dev.clawgateway.protocol.claw.CliReply.Moves;
import dev.clawgateway.protocol.claw.CliReply.Nodes;
import dev.clawgateway.protocol.claw.CliRequest.AdviseMoves;
import dev.clawgateway.protocol.claw.CliRequest.ListNodes;
import dev.clawgateway.protocol.claw.NodeInfo;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Which moves would make room. */
@Command(
        name = "moves",
        description = {
            "Say which moves of workloads would let the first that waits for devices start.",
            "Advice only: nothing is moved. Only workloads submitted with --movable are looked at."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway moves",
            "  claw-gateway moves --output json | jq -r '.moves[].workload_id'"
        })
final class MovesCommand extends GatewayCommand {
    @Override
    int run(Gateway gateway, Screen screen) {
        Moves reply = gateway.ask(new AdviseMoves(), Moves.class);
        WorkloadId waiting = reply.waiting();
        if (screen.json()) {
            screen.json(reply);
        } else if (waiting == null) {
            screen.say("No moves would help: nothing waits for devices that moving others frees.");
        } else {
            screen.out()
                    .printf(
                            "After these moves %s could start:%n",
                            Display.shortId(waiting.value()));
            print(gateway, screen, reply);
        }
        return ExitCode.OK;
    }

    private static void print(Gateway gateway, Screen screen, Moves reply) {
        Map<NodeId, String> names =
                gateway.ask(new ListNodes(null, false), Nodes.class).nodes().stream()
                        .collect(Collectors.toMap(NodeInfo::nodeId, NodeInfo::name));
        Table table = screen.table().column("WORKLOAD").column("FROM").column("TO");
        for (Advice.Move move : reply.moves()) {
            table.row(
                    Display.shortId(move.workload().value()),
                    names.getOrDefault(move.from(), move.from().toString()),
                    names.getOrDefault(move.to(), move.to().toString()));
        }
        table.print(screen.out());
    }
}
