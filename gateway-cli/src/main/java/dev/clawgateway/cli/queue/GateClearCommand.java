package dev.clawgateway.cli.queue;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.core.WorkloadId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens gates. */
@Command(
        name = "clear",
        description = {
            "Clear gates of a workload; once the last is cleared it may start.",
            "The workers of a parallel workload share their gates."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway gate clear train data-staged",
            "  claw-gateway gate clear c2a4e6f8 --all"
        })
final class GateClearCommand extends GatewayCommand {
    @Parameters(
            index = "0",
            paramLabel = "<WORKLOAD>",
            description = "Id, the start of an id, or a name")
    private String workload;

    @Parameters(index = "1..*", paramLabel = "<GATE>", description = "Name of a gate")
    private List<String> gates = new ArrayList<>();

    @Option(
            names = {"-a", "--all"},
            description = "Every gate it has")
    private boolean all;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        WorkloadId id = Lookup.first(gateway, workload);
        List<String> pending = gateway.workloads().scheduling(id).pendingGates();
        for (String gate : chosen(pending)) {
            Done.GateCleared reply = gateway.queue().clearGate(id, gate);
            if (screen.json()) {
                screen.json(reply);
            } else {
                screen.out().println("Cleared " + gate + ": " + left(reply.pending()));
            }
        }
        return ExitCode.OK;
    }

    private List<String> chosen(List<String> pending) {
        if (all == !gates.isEmpty()) {
            throw CommandException.usage("name the gates to clear, or say --all");
        }
        for (String gate : gates) {
            if (!pending.contains(gate)) {
                throw CommandException.failure(
                        "workload '"
                                + workload
                                + "' is not held by a gate '"
                                + gate
                                + "'; it is held by: "
                                + (pending.isEmpty() ? "none" : String.join(", ", pending)));
            }
        }
        return all ? pending : gates;
    }

    private static String left(List<String> pending) {
        return pending.isEmpty()
                ? "no gate is left"
                : "still held by " + String.join(", ", pending);
    }
}
