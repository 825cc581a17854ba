package dev.clawgateway.cli.queue;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.Gateway;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Pages;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply.GatedWorkloads;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListGatedWorkloads;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListWorkloads;
import dev.clawgateway.protocol.claw.operator.info.GatedWorkloadInfo;
import java.time.Duration;
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
    protected int run(Gateway gateway, Screen screen) {
        GatedWorkloads reply = gateway.ask(new ListGatedWorkloads(), GatedWorkloads.class);
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

    private static void sayWhatIsMissing(GatedWorkloads reply, Screen screen) {
        Long total = reply.total();
        if (total != null && total > reply.workloads().size()) {
            screen.say((total - reply.workloads().size()) + " more are held by gates.");
        }
    }

    private static Map<WorkloadId, String> names(Gateway gateway) {
        Map<WorkloadId, String> names = new HashMap<>();
        Pages.workloads(gateway, new ListWorkloads(null, WorkloadState.PENDING))
                .forEach(workload -> {
                    if (workload.name() != null) {
                        names.put(workload.workloadId(), workload.name());
                    }
                });
        return names;
    }

    private static void print(
            List<GatedWorkloadInfo> gated, Map<WorkloadId, String> names, Screen screen) {
        Table table =
                screen.table()
                        .column("ID")
                        .column("NAME")
                        .column("IMAGE")
                        .numberColumn("WAITS")
                        .textColumn("GATES");
        for (GatedWorkloadInfo workload : gated) {
            table.row(
                    Display.shortId(workload.workloadId().value()),
                    names.getOrDefault(workload.workloadId(), Display.NOTHING),
                    workload.image(),
                    Display.duration(Duration.ofSeconds(workload.waitingSecs())),
                    String.join(", ", workload.pendingGates()));
        }
        table.print(screen.out());
    }
}
