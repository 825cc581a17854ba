package dev.clawgateway.cli;

import dev.clawgateway.protocol.claw.CliReply.Explained;
import dev.clawgateway.protocol.claw.CliRequest.ExplainWorkload;
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
    int run(Gateway gateway, Screen screen) {
        ExplainWorkload request = new ExplainWorkload(Lookup.workload(gateway, workload));
        Explained reply = gateway.ask(request, Explained.class);
        if (screen.json()) {
            screen.json(reply);
        } else {
            ExplanationText.print(reply.explanation(), screen);
        }
        return ExitCode.OK;
    }
}
