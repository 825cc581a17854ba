package dev.clawgateway.cli.cluster;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.ClusterStatus;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.core.record.MassAbsence;
import java.io.PrintWriter;
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
    protected int run(GatewayApi gateway, Screen screen) {
        ClusterStatus status = gateway.status();
        if (screen.json()) {
            screen.json(status);
            return ExitCode.OK;
        }
        PrintWriter out = screen.out();
        out.printf("Gateway    %s, version %s%n", gateway.address(), status.gatewayVersion());
        out.printf("Up for     %s%n", Display.duration(status.uptime()));
        out.printf("Nodes      %d, %d healthy%n", status.nodes(), status.healthyNodes());
        out.printf(
                "GPUs       %d, %s in all%n",
                status.gpus(), Display.mebibytes(status.gpuMemoryMib()));
        out.printf("Workloads  %d active%n", status.activeWorkloads());
        MassAbsence silence = status.massSilence();
        if (silence != null) {
            out.printf(
                    "Silence    %s since %s%s%n",
                    silence.text(),
                    silence.since(),
                    silence.waiting()
                            ? "; no work is given up. Are they gone? claw-gateway node accept-losses"
                            : "; their work is given up");
        }
        if (!status.serving()) {
            out.println("In maintenance: nothing new is placed");
        }
        return ExitCode.OK;
    }
}
