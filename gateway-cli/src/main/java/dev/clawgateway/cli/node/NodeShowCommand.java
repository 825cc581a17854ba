package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.record.Cordon;
import dev.clawgateway.core.record.DrainProgress;
import dev.clawgateway.core.record.NodeWindow;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything about one node. */
@Command(
        name = "show",
        description =
                "Show one node: its GPUs with their last readings, labels, taints, conditions.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway node show rack3-slot7",
            "  claw-gateway node show 7d3f0c52 --output json"
        })
final class NodeShowCommand extends GatewayCommand {
    @Parameters(paramLabel = "<NODE>", description = "Name, id, or the start of an id")
    private String node;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        NodeDetails view = gateway.nodes().get(Lookup.node(gateway, node));
        if (screen.json()) {
            screen.json(view);
        } else {
            print(view, HeldGpus.ask(gateway, view.id()), screen);
        }
        return ExitCode.OK;
    }

    private static void print(NodeDetails node, HeldGpus held, Screen screen) {
        PrintWriter out = screen.out();
        out.printf("Name       %s%n", Display.printable(node.name()));
        out.printf("Id         %s%n", node.id());
        out.printf("State      %s%n", screen.palette().state(node));
        Cordon cordon = node.cordon();
        if (cordon != null) {
            out.printf("Cordoned   %s%n", NodeMarkText.text(cordon, screen.time().now()));
        }
        DrainProgress drain = node.drain();
        if (drain != null) {
            out.printf(
                    "Drain      %s%n",
                    NodeMarkText.text(drain, node.runningWorkloads(), screen.time().now()));
        }
        out.printf("Heard      %s ago%n", Display.age(node.lastHeard(), screen.time().now()));
        if (node.avoided() != null) {
            out.printf("Avoided    %s%n", Display.printable(node.avoided()));
        }
        NodeWindow window = node.maintenance();
        if (window != null) {
            out.printf("Window     %s%n", NodeMarkText.text(window));
        }
        out.printf("Workloads  %d%n", node.runningWorkloads());
        out.printf(
                "GPUs       %d: %s held, %s free, unavailable: %s%n",
                node.gpus(),
                GpuUseText.held(node),
                GpuUseText.free(node),
                GpuUseText.unavailable(node));
        missing(node, out);
        unhealthy(node, out);
        NodeDetails.Profile profile = node.profile();
        if (profile != null) {
            NodeCapacity capacity = profile.capacity();
            out.printf("CPU        %d cores%n", capacity.cpuMillis() / 1000);
            out.printf("Memory     %s%n", Display.mebibytes(capacity.memoryMib()));
            out.printf(
                    "Runtimes   %s%n", Display.printable(String.join(", ", capacity.runtimes())));
            out.printf("Labels     %s%n", NodeMarkText.text(profile.labels()));
            out.printf("Taints     %s%n", NodeMarkText.text(profile.taints()));
            profile.conditions()
                    .forEach(condition ->
                            out.printf("Condition  %s%n", NodeMarkText.text(condition)));
            gpus(capacity.gpus(), node, held, screen);
        }
    }

    /** Devices that workloads hold and that the node no longer reports. */
    private static void missing(NodeDetails node, PrintWriter out) {
        NodeDetails.GpuUse use = node.gpuUse();
        for (NodeDetails.MissingGpu gone :
                use == null ? List.<NodeDetails.MissingGpu>of() : use.missing()) {
            String which = gone.uuid() == null ? "" : " (" + Display.printable(gone.uuid()) + ")";
            out.printf("Missing    GPU %d%s, still held%n", gone.index(), which);
        }
    }

    /** Devices that get no new work. */
    private static void unhealthy(NodeDetails node, PrintWriter out) {
        NodeDetails.GpuUse use = node.gpuUse();
        for (NodeDetails.UnhealthyGpu ill :
                use == null ? List.<NodeDetails.UnhealthyGpu>of() : use.unhealthy()) {
            out.printf(
                    "Unhealthy  GPU %d, no new work: %s%n",
                    ill.index(), Display.printable(ill.reason()));
        }
    }

    private static void gpus(List<Gpu> gpus, NodeDetails node, HeldGpus held, Screen screen) {
        if (gpus.isEmpty()) {
            return;
        }
        Table table =
                screen.table()
                        .numberColumn("GPU")
                        .column("MODEL")
                        .numberColumn("MEMORY")
                        .numberColumn("USED")
                        .numberColumn("LOAD")
                        .numberColumn("TEMP")
                        .numberColumn("POWER")
                        .column("WORKLOAD");
        for (Gpu gpu : gpus) {
            Optional<NodeDetails.Reading> reading = reading(node, gpu.index());
            table.row(
                    gpu.index(),
                    gpu.model(),
                    GpuUseText.memory(gpu),
                    reading.map(r -> Display.mebibytes(r.memoryUsedMib())).orElse("-"),
                    reading.map(r -> r.utilizationPercent() + "%").orElse("-"),
                    reading.map(r -> r.temperatureCelsius() + " C").orElse("-"),
                    reading.map(NodeDetails.Reading::powerWatts)
                            .map(watts -> Math.round(watts) + " W")
                            .orElse("-"),
                    held.holder(node.id(), gpu.index()));
        }
        screen.out().println();
        table.print(screen.out());
    }

    private static Optional<NodeDetails.Reading> reading(NodeDetails node, int index) {
        List<NodeDetails.Reading> readings = node.readings();
        return readings == null
                ? Optional.empty()
                : readings.stream().filter(reading -> reading.gpu() == index).findFirst();
    }
}
