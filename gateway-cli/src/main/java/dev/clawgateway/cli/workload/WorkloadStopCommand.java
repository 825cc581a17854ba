package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.core.WorkloadId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops workloads. */
@Command(
        name = "stop",
        description = {
            "Stop workloads: each is asked to end and killed after a grace period.",
            "Returns when the gateway has accepted it; 'workload show' tells when it is done."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway workload stop c2a4e6f8",
            "  claw-gateway workload stop --force c2a4e6f8 5f0e1d2c"
        })
final class WorkloadStopCommand extends GatewayCommand {
    @Option(
            names = {"-f", "--force"},
            description = "Kill at once, without grace")
    private boolean force;

    @Parameters(
            paramLabel = "<WORKLOAD>",
            arity = "1..*",
            description = "Id, the start of an id, or a name; of a parallel workload all workers")
    private List<String> workloads;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        for (String workload : workloads) {
            Lookup.all(gateway, workload).forEach(id -> stop(gateway, screen, id));
        }
        return ExitCode.OK;
    }

    private void stop(GatewayApi gateway, Screen screen, WorkloadId id) {
        Done.StopAccepted reply = gateway.workloads().stop(id, force);
        if (screen.json()) {
            screen.json(reply);
        } else {
            screen.out().println("Stopping " + id);
        }
    }
}
