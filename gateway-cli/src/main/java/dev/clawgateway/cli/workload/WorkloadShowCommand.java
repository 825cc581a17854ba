package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.Gateway;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.node.NodeMarkText;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.operator.CliReply.Workload;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetWorkload;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.TreeSet;
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
    protected int run(Gateway gateway, Screen screen) {
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
        line(out, "Id", workload.workloadId());
        line(out, "Name", workload.name());
        line(out, "State", screen.palette().state(workload.state()));
        line(out, "Reason", workload.reason());
        line(out, "Node said", workload.nodeMessage());
        line(out, "Image", workload.image());
        WorkloadSpec spec = workload.spec();
        if (spec != null) {
            print(spec, screen);
        }
        line(out, "Node", node(workload));
        line(out, "GPUs", workload.gpuIds().isEmpty() ? null : workload.gpuIds());
        line(out, "Attempt", attempt(workload));
        line(out, "Exit code", workload.exitCode());
        line(out, "Created", time(workload.createdAt(), screen));
        line(out, "Started", time(workload.startedAt(), screen));
        line(out, "Finished", time(workload.finishedAt(), screen));
    }

    private static void print(WorkloadSpec spec, Screen screen) {
        PrintWriter out = screen.out();
        QueueTerms terms = spec.scheduling().queue();
        line(out, "Command", spec.command().isEmpty() ? null : ShellWords.of(spec.command()));
        line(out, "Variables", spec.env().isEmpty() ? null : names(spec));
        line(out, "Labels", spec.labels().isEmpty() ? null : NodeMarkText.text(spec.labels()));
        line(out, "Asks for", SpecText.resources(spec));
        line(out, "Cluster", terms.virtualCluster());
        line(out, "Priority", terms.priority());
        line(out, "Limit", terms.timeLimit() == null ? null : Display.duration(terms.timeLimit()));
        line(out, "Earliest", terms.notBefore());
        line(out, "Workers", SpecText.workers(spec));
    }

    private static String names(WorkloadSpec spec) {
        return String.join(", ", new TreeSet<>(spec.env().keySet()));
    }

    private static @Nullable String node(WorkloadInfo workload) {
        if (workload.nodeId().equals(WorkloadInfo.NO_NODE)) {
            return null;
        }
        String name = workload.nodeName();
        return (name == null ? "gone" : name) + " (" + workload.nodeId() + ")";
    }

    private static @Nullable String attempt(WorkloadInfo workload) {
        if (workload.attempt() == null) {
            return null;
        }
        return workload.attempt()
                + (workload.failures() == 0 ? "" : ", " + workload.failures() + " failed");
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
