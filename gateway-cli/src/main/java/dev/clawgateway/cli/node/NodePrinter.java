package dev.clawgateway.cli.node;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.NaturalOrder;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.cli.output.WatchedList;
import dev.clawgateway.client.api.NodeDetails;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Prints nodes, a line each, or in JSON an object each; in the order of their names. */
final class NodePrinter implements WatchedList.Lines<NodeDetails> {
    static final Comparator<NodeDetails> BY_NAME =
            Comparator.comparing(NodeDetails::name, NaturalOrder.INSTANCE)
                    .thenComparing(NodeDetails::id);

    private final Screen screen;
    private final boolean heard;
    private final Table table;

    private NodePrinter(Screen screen, boolean heard) {
        this.screen = screen;
        this.heard = heard;
        Table some =
                screen.table()
                        .column("NAME")
                        .column("ID")
                        .column("STATE")
                        .numberColumn("GPUS")
                        .numberColumn("HELD")
                        .numberColumn("FREE")
                        .column("UNAVAILABLE")
                        .column("MODEL")
                        .numberColumn("GPU MEMORY")
                        .numberColumn("WORKLOADS");
        table = heard ? some.numberColumn("HEARD") : some;
    }

    /** Begins a list. */
    static NodePrinter to(Screen screen) {
        return new NodePrinter(screen, true);
    }

    /** The same of a list that is watched, where nobody tells when nodes were last heard. */
    static NodePrinter watched(Screen screen) {
        return new NodePrinter(screen, false);
    }

    @Override
    public void print(List<NodeDetails> nodes) {
        List<NodeDetails> sorted = nodes.stream().sorted(BY_NAME).toList();
        if (screen.json()) {
            sorted.forEach(screen::json);
        } else if (!sorted.isEmpty()) {
            sorted.forEach(this::row);
            table.print(screen.out());
        }
    }

    @Override
    public String name(NodeDetails node) {
        return Display.printable(node.name());
    }

    private void row(NodeDetails node) {
        List<Object> cells =
                new ArrayList<>(
                        List.of(
                                node.name(),
                                Display.shortId(node.id().value()),
                                screen.palette().state(node),
                                node.gpus(),
                                GpuUseText.held(node),
                                GpuUseText.free(node),
                                GpuUseText.unavailable(node),
                                GpuModels.of(node),
                                GpuUseText.memory(node),
                                node.runningWorkloads()));
        if (heard) {
            cells.add(Display.age(node.lastHeard(), screen.time().now()));
        }
        table.row(cells.toArray());
    }
}
