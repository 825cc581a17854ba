package dev.clawgateway.cli.cluster;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.Gateway;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.protocol.claw.operator.CliReply.Status;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetStatus;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Command;

/** How the fleet is, in six lines. */
@Command(
        name = "status",
        description = "Show how the fleet is: nodes, GPUs, active workloads.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway status",
            "  claw-gateway status --gateway wss://gateway.example.net:8443 --output json"
        })
public final class StatusCommand extends GatewayCommand {
    @Override
    protected int run(Gateway gateway, Screen screen) {
        Status status = gateway.ask(new GetStatus(), Status.class);
        if (screen.json()) {
            screen.json(status);
            return ExitCode.OK;
        }
        PrintWriter out = screen.out();
        out.printf("Gateway    %s, version %s%n", gateway.url(), status.gatewayVersion());
        out.printf("Up for     %s%n", Display.duration(Duration.ofSeconds(status.uptimeSecs())));
        out.printf("Nodes      %d, %d healthy%n", status.nodeCount(), status.healthyNodes());
        out.printf(
                "GPUs       %d, %s in all%n",
                status.gpuCount(), Display.mebibytes(status.totalVramMib()));
        out.printf("Workloads  %d active%n", status.activeWorkloads());
        if (!status.serving()) {
            out.println("In maintenance: nothing new is placed");
        }
        return ExitCode.OK;
    }
}
