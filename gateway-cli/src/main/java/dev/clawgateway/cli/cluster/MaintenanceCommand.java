package dev.clawgateway.cli.cluster;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Whether the gateway places anything new. */
@Command(
        name = "maintenance",
        subcommands = {WindowAddCommand.class, WindowListCommand.class, WindowRemoveCommand.class},
        description = {
            "Show whether the gateway is in maintenance, begin it, or end it; or plan windows for nodes.",
            "In maintenance nothing new is placed on any node; what runs goes on, and what is submitted"
                    + " with --queue waits."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway maintenance",
            "  claw-gateway maintenance on",
            "  claw-gateway maintenance off",
            "  claw-gateway maintenance add rack7 --selector topology/rack=r7 --in 2h --for 1h"
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
    protected int run(GatewayApi gateway, Screen screen) {
        Done.ServingSet state =
                wanted == null
                        ? new Done.ServingSet(gateway.status().serving())
                        : gateway.setServing(wanted == Switch.off);
        if (screen.json()) {
            screen.json(state);
        } else {
            screen.out()
                    .println(
                            state.serving()
                                    ? "Serving: work is placed."
                                    : "In maintenance: nothing new is placed.");
        }
        return ExitCode.OK;
    }
}
