package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.ExplanationView;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.WorkloadId;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Why a workload waits, or why it runs where it runs. */
@Command(
        name = "explain",
        aliases = "why",
        description = "Say why a workload waits, or why it runs where it runs.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway workload explain c2a4e6f8",
            "  claw-gateway workload why c2a4e6f8 --output json"
        })
final class WorkloadExplainCommand extends GatewayCommand {
    @Parameters(paramLabel = "<WORKLOAD>", description = "Id, the start of an id, or a name")
    private String workload;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        WorkloadId id = Lookup.first(gateway, workload);
        ExplanationView explanation = gateway.workloads().explain(id);
        if (screen.json()) {
            screen.json(explanation);
            return ExitCode.OK;
        }
        WorkloadView info = gateway.workloads().get(id);
        if (!info.state().isFinal() && info.node() != null) {
            String node = Objects.requireNonNullElse(info.nodeName(), "a node that is gone");
            screen.out().println("On " + Display.place(node, info.gpus()));
        }
        ExplanationText.print(explanation, screen);
        return ExitCode.OK;
    }
}
