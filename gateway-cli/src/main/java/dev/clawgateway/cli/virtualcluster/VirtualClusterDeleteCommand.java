package dev.clawgateway.cli.virtualcluster;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.Gateway;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.protocol.claw.operator.CliReply.VirtualClusterRemoved;
import dev.clawgateway.protocol.claw.operator.CliRequest.RemoveVirtualCluster;
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
    protected int run(Gateway gateway, Screen screen) {
        RemoveVirtualCluster request = new RemoveVirtualCluster(name);
        VirtualClusterRemoved reply = gateway.ask(request, VirtualClusterRemoved.class);
        if (screen.json()) {
            screen.json(reply);
        } else {
            screen.out().println("Deleted virtual cluster " + name + ".");
        }
        return ExitCode.OK;
    }
}
