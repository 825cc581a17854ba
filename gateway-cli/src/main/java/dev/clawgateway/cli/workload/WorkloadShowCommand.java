package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.node.NodeMarkText;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
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
    protected int run(GatewayApi gateway, Screen screen) {
        WorkloadView view = gateway.workloads().get(Lookup.workload(gateway, workload));
        if (screen.json()) {
            screen.json(view);
        } else {
            print(view, screen);
        }
        return ExitCode.OK;
    }

    private static void print(WorkloadView workload, Screen screen) {
        PrintWriter out = screen.out();
        line(out, "Id", workload.id());
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
        line(out, "GPUs", workload.gpus().isEmpty() ? null : workload.gpus());
        line(
                out,
                "Unhealthy",
                workload.unhealthyGpus().isEmpty() ? null : "GPUs " + workload.unhealthyGpus());
        line(out, "Attempt", attempt(workload));
        line(out, "Next try", workload.nextTry());
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
        line(out, "Restarts", SpecText.restart(spec));
    }

    private static String names(WorkloadSpec spec) {
        return String.join(", ", new TreeSet<>(spec.env().keySet()));
    }

    private static @Nullable String node(WorkloadView workload) {
        if (workload.node() == null) {
            return null;
        }
        String name = workload.nodeName();
        return (name == null ? "gone" : name) + " (" + workload.node() + ")";
    }

    private static @Nullable String attempt(WorkloadView workload) {
        if (workload.attempt() == null) {
            return null;
        }
        return workload.attempt()
                + (workload.failures() == 0 ? "" : ", " + workload.failures() + " failed")
                + (workload.restarts() == 0 ? "" : ", " + workload.restarts() + " restarts");
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
