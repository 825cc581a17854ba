package dev.clawgateway.cli;

import dev.clawgateway.protocol.claw.CliReply.Workload;
import dev.clawgateway.protocol.claw.CliRequest.GetWorkload;
import dev.clawgateway.protocol.claw.WorkloadInfo;
import java.io.PrintWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything about one workload. */
@Command(
        name = "show",
        description = "Show one workload.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway workload show c2a4e6f8",
            "  claw-gateway workload show c2a4e6f8 --output json | jq .workload.exit_code"
        })
final class WorkloadShowCommand extends GatewayCommand {
    @Parameters(paramLabel = "<WORKLOAD>", description = "Id, the start of an id, or a name")
    private String workload;

    @Override
    int run(Gateway gateway, Screen screen) {
        GetWorkload request = new GetWorkload(Lookup.workload(gateway, workload));
        Workload reply = gateway.ask(request, Workload.class);
        if (screen.json()) {
            screen.json(reply);
        } else {
            print(reply.workload(), screen);
        }
        return ExitCode.OK;
    }

    private static void print(WorkloadInfo workload, Screen screen) {
        PrintWriter out = screen.out();
        boolean placed = !workload.nodeId().equals(WorkloadInfo.NO_NODE);
        line(out, "Id", workload.workloadId());
        line(out, "Name", workload.name());
        line(out, "State", screen.palette().state(workload.state()));
        line(out, "Reason", workload.reason());
        line(out, "Node said", workload.nodeMessage());
        line(out, "Image", workload.image());
        line(out, "Node", placed ? workload.nodeId() : null);
        line(out, "GPUs", workload.gpuIds().isEmpty() ? null : workload.gpuIds());
        line(out, "Attempt", workload.attempt());
        line(out, "Exit code", workload.exitCode());
        line(out, "Created", time(workload.createdAt(), screen));
        line(out, "Started", time(workload.startedAt(), screen));
        line(out, "Finished", time(workload.finishedAt(), screen));
    }

    private static @Nullable String time(@Nullable Instant time, Screen screen) {
        return time == null ? null : time + " (" + Display.age(time, screen.time().now()) + " ago)";
    }

    private static void line(PrintWriter out, String title, @Nullable Object value) {
        if (value != null) {
            out.printf(
                    "%-9s  %s%n",
                    title, value instanceof String text ? Display.printable(text) : value);
        }
    }
}
