package dev.clawgateway.cli.queue;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.api.GatewayAnswer;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Advice;
import java.util.HashMap;
import java.util.Map;
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
public final class MovesCommand extends GatewayCommand {
    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        GatewayAnswer.Moves reply = gateway.queue().adviseMoves();
        WorkloadId waiting = reply.waiting();
        if (screen.json()) {
            screen.json(reply);
        } else if (waiting == null) {
            screen.say("No moves would help: nothing waits for devices that moving others frees.");
        } else {
            screen.out().printf("After these moves %s could start:%n", name(gateway, waiting));
            print(gateway, screen, reply);
        }
        return ExitCode.OK;
    }

    private static void print(GatewayApi gateway, Screen screen, GatewayAnswer.Moves reply) {
        Map<NodeId, String> nodes = new HashMap<>();
        Table table = screen.table().column("WORKLOAD").column("FROM").column("TO");
        for (Advice.Move move : reply.moves()) {
            table.row(
                    name(gateway, move.workload()),
                    nodes.computeIfAbsent(move.from(), node -> Lookup.nodeName(gateway, node)),
                    nodes.computeIfAbsent(move.to(), node -> Lookup.nodeName(gateway, node)));
        }
        table.print(screen.out());
    }

    /** Its short id, and its name if it has one. */
    private static String name(GatewayApi gateway, WorkloadId id) {
        String name = gateway.workloads().get(id).name();
        return Display.shortId(id.value()) + (name == null ? "" : " " + Display.printable(name));
    }
}
