package dev.clawgateway.cli.queue;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.api.GatedList;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Who is held back by a gate. */
@Command(
        name = "list",
        aliases = "ls",
        description = "List the workloads that gates hold back, oldest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway gate list",
            "  claw-gateway gate list --output json | jq '.workloads[].pending_gates'"
        })
final class GateListCommand extends GatewayCommand {
    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        GatedList reply = gateway.queue().gated();
        if (screen.json()) {
            screen.json(reply);
        } else if (reply.workloads().isEmpty()) {
            screen.say("No gate holds anything back.");
        } else {
            print(reply.workloads(), names(gateway), screen);
            sayWhatIsMissing(reply, screen);
        }
        return ExitCode.OK;
    }

    private static void sayWhatIsMissing(GatedList reply, Screen screen) {
        long more = reply.total() - reply.workloads().size();
        if (more > 0) {
            screen.say(more + " more are held by gates.");
        }
    }

    private static Map<WorkloadId, String> names(GatewayApi gateway) {
        Map<WorkloadId, String> names = new HashMap<>();
        gateway.workloads()
                .list(WorkloadQuery.in(WorkloadState.PENDING, null))
                .forEach(workload -> {
                    if (workload.name() != null) {
                        names.put(workload.id(), workload.name());
                    }
                });
        return names;
    }

    private static void print(
            List<GatedList.Gated> gated, Map<WorkloadId, String> names, Screen screen) {
        Table table =
                screen.table()
                        .column("ID")
                        .column("NAME")
                        .column("IMAGE")
                        .numberColumn("WAITS")
                        .textColumn("GATES");
        for (GatedList.Gated workload : gated) {
            table.row(
                    Display.shortId(workload.workload().value()),
                    names.getOrDefault(workload.workload(), Display.NOTHING),
                    workload.image(),
                    Display.duration(workload.waiting()),
                    String.join(", ", workload.pendingGates()));
        }
        table.print(screen.out());
    }
}
