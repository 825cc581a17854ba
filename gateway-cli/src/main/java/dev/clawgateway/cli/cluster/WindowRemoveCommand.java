package dev.clawgateway.cli.cluster;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a maintenance window back. */
@Command(
        name = "remove",
        aliases = "rm",
        description = {
            "Take a maintenance window back, planned or on.",
            "Its nodes take new work again. What was told to stop for it stops all the same. A drain"
                    + " or a cordon of an operator's stays."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway maintenance remove rack7"})
final class WindowRemoveCommand extends GatewayCommand {
    @Parameters(paramLabel = "<NAME>", description = "Which one")
    private String name;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        Done.MaintenanceRemoved reply = gateway.nodes().removeMaintenance(name);
        if (screen.json()) {
            screen.json(reply);
        } else {
            screen.out().println("Removed maintenance window " + name + ".");
        }
        return ExitCode.OK;
    }
}
