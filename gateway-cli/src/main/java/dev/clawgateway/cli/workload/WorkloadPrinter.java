package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.client.operator.WorkloadListJson;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Prints a list of workloads as it comes: a line each, or one JSON object. For one thread. */
final class WorkloadPrinter {
    private final Screen screen;
    private final boolean whole;
    private final Table table;
    private final WorkloadListJson json = new WorkloadListJson();
    private long count;

    private WorkloadPrinter(Screen screen, boolean whole, Table table) {
        this.screen = screen;
        this.whole = whole;
        this.table = table;
    }

    /** Begins one. */
    static WorkloadPrinter to(Screen screen) {
        WorkloadPrinter printer = of(screen, true);
        if (screen.json()) {
            screen.out().print(printer.json.begin());
        }
        return printer;
    }

    /** The same, but in JSON each is an object of its own. */
    static WorkloadPrinter lines(Screen screen) {
        return of(screen, false);
    }

    private static WorkloadPrinter of(Screen screen, boolean whole) {
        return new WorkloadPrinter(
                screen,
                whole,
                screen.table()
                        .column("ID")
                        .column("NAME")
                        .column("STATE")
                        .column("NODE")
                        .column("GPUS")
                        .column("IMAGE")
                        .numberColumn("AGE")
                        .numberColumn("RAN")
                        .numberColumn("EXIT"));
    }

    /** Prints more of it; false once nobody reads it. */
    boolean print(List<WorkloadView> part) {
        count += part.size();
        if (screen.json() && whole) {
            screen.out().print(json.more(part));
        } else if (screen.json()) {
            part.forEach(screen::json);
        } else if (!part.isEmpty()) {
            part.forEach(this::row);
            table.print(screen.out());
        }
        return !screen.out().checkError();
    }

    /** Prints what comes after the last. */
    void end() {
        if (screen.json()) {
            screen.out().println(json.end());
        }
    }

    /** How many were printed. */
    long count() {
        return count;
    }

    private void row(WorkloadView workload) {
        table.row(
                Display.shortId(workload.id().value()),
                Objects.requireNonNullElse(workload.name(), Display.NOTHING),
                screen.palette().state(workload.state()),
                Objects.requireNonNullElse(workload.nodeName(), Display.NOTHING),
                gpus(workload),
                workload.image(),
                Display.age(workload.createdAt(), screen.time().now()),
                ran(workload, screen.time().now()),
                exit(workload));
    }

    private static String gpus(WorkloadView workload) {
        return workload.gpus().isEmpty()
                ? Display.NOTHING
                : workload.gpus().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String ran(WorkloadView workload, Instant now) {
        Instant end = workload.finishedAt();
        return Display.age(workload.startedAt(), end == null ? now : end);
    }

    private static String exit(WorkloadView workload) {
        Integer code = workload.exitCode();
        return code == null ? Display.NOTHING : code.toString();
    }
}
