package dev.clawgateway.cli.cluster;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.Gateway;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.protocol.claw.operator.CliReply.ServingSet;
import dev.clawgateway.protocol.claw.operator.CliReply.Status;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetStatus;
import dev.clawgateway.protocol.claw.operator.CliRequest.SetServing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Whether the gateway places anything new. */
@Command(
        name = "maintenance",
        description = {
            "Show whether the gateway is in maintenance, begin it, or end it.",
            "In maintenance nothing new is placed on any node; what runs goes on, and what is submitted"
                    + " with --queue waits."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway maintenance",
            "  claw-gateway maintenance on",
            "  claw-gateway maintenance off"
        })
public final class MaintenanceCommand extends GatewayCommand {
    /** What to make of it. */
    enum Switch {
        on,
        off
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "<SWITCH>",
            description = "${COMPLETION-CANDIDATES}; left out, only show it")
    private @Nullable Switch wanted;

    @Override
    protected int run(Gateway gateway, Screen screen) {
        boolean serving;
        if (wanted == null) {
            serving = gateway.ask(new GetStatus(), Status.class).serving();
        } else {
            SetServing request = new SetServing(wanted == Switch.off);
            serving = gateway.ask(request, ServingSet.class).serving();
        }
        if (screen.json()) {
            screen.json(new ServingSet(serving));
        } else {
            screen.out()
                    .println(
                            serving
                                    ? "Serving: work is placed."
                                    : "In maintenance: nothing new is placed.");
        }
        return ExitCode.OK;
    }
}
