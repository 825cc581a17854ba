package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.Gateway;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.operator.CliReply.Explained;
import dev.clawgateway.protocol.claw.operator.CliReply.Workload;
import dev.clawgateway.protocol.claw.operator.CliRequest.ExplainWorkload;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetWorkload;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
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
    protected int run(Gateway gateway, Screen screen) {
        WorkloadId id = Lookup.first(gateway, workload);
        Explained reply = gateway.ask(new ExplainWorkload(id), Explained.class);
        if (screen.json()) {
            screen.json(reply);
            return ExitCode.OK;
        }
        WorkloadInfo info = gateway.ask(new GetWorkload(id), Workload.class).workload();
        if (!info.state().isFinal() && !info.nodeId().equals(WorkloadInfo.NO_NODE)) {
            String node = Objects.requireNonNullElse(info.nodeName(), "a node that is gone");
            screen.out().println("On " + Display.place(node, info.gpuIds()));
        }
        ExplanationText.print(reply.explanation(), screen);
        return ExitCode.OK;
    }
}
