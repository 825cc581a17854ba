package dev.clawgateway.cli;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadState;
import dev.clawgateway.protocol.claw.CliReply.Workloads;
import dev.clawgateway.protocol.claw.CliRequest.ListWorkloads;
import dev.clawgateway.protocol.claw.WorkloadInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One line a workload. */
@Command(
        name = "list",
        aliases = "ls",
        description = "List workloads, oldest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway workload list",
            "  claw-gateway workload list --state pending",
            "  claw-gateway workload list --node rack3-slot7 --output json"
        })
final class WorkloadListCommand extends GatewayCommand {
    @Option(
            names = "--state",
            paramLabel = "<STATE>",
            description = "Only workloads in this state: ${COMPLETION-CANDIDATES}")
    private @Nullable WorkloadState state;

    @Option(
            names = {"-n", "--node"},
            paramLabel = "<NODE>",
            description = "Only workloads of this node: name, id, or the start of an id")
    private @Nullable String node;

    @Override
    int run(Gateway gateway, Screen screen) {
        NodeId onNode = node == null ? null : Lookup.node(gateway, node);
        Workloads reply = gateway.ask(new ListWorkloads(onNode, state), Workloads.class);
        if (screen.json()) {
            screen.json(reply);
        } else if (reply.workloads().isEmpty()) {
            screen.say("No workloads. Start one: claw-gateway run -- echo hello");
        } else {
            print(gateway, screen, reply.workloads());
        }
        return ExitCode.OK;
    }

    private static void print(Gateway gateway, Screen screen, List<WorkloadInfo> workloads) {
        Map<NodeId, String> names = Lookup.nodeNames(gateway);
        Table table =
                screen.table()
                        .column("ID")
                        .column("NAME")
                        .column("STATE")
                        .column("NODE")
                        .column("GPUS")
                        .column("IMAGE")
                        .numberColumn("AGE")
                        .numberColumn("RAN")
                        .numberColumn("EXIT");
        for (WorkloadInfo workload : workloads) {
            table.row(
                    Display.shortId(workload.workloadId().value()),
                    Objects.requireNonNullElse(workload.name(), Display.NOTHING),
                    screen.palette().state(workload.state()),
                    names.getOrDefault(workload.nodeId(), Display.NOTHING),
                    gpus(workload),
                    workload.image(),
                    Display.age(workload.createdAt(), screen.time().now()),
                    ran(workload, screen.time().now()),
                    exit(workload));
        }
        table.print(screen.out());
    }

    private static String gpus(WorkloadInfo workload) {
        return workload.gpuIds().isEmpty()
                ? Display.NOTHING
                : workload.gpuIds().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String ran(WorkloadInfo workload, Instant now) {
        Instant end = workload.finishedAt();
        return Display.age(workload.startedAt(), end == null ? now : end);
    }

    private static String exit(WorkloadInfo workload) {
        Integer code = workload.exitCode();
        return code == null ? Display.NOTHING : code.toString();
    }
}
