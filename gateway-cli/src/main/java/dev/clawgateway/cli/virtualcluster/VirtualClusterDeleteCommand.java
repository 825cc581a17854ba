package dev.clawgateway.cli.virtualcluster;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets what was declared of a virtual cluster. */
@Command(
        name = "delete",
        aliases = "rm",
        description = {
            "Delete a virtual cluster.",
            "Refused while it has children, or workloads that run or wait. A workload that names it"
                    + " afterwards has no guarantee and no limit."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway virtual-cluster delete research"})
final class VirtualClusterDeleteCommand extends GatewayCommand {
    @Parameters(paramLabel = "<NAME>", description = "Which one")
    private String name;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        Done.VirtualClusterRemoved reply = gateway.virtualClusters().remove(name);
        if (screen.json()) {
            screen.json(reply);
        } else {
            screen.out().println("Deleted virtual cluster " + name + ".");
        }
        return ExitCode.OK;
    }
}
