package dev.clawgateway.cli.audit;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.server.audit.AuditLine;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Lines as people read them, or as they stand in the file. */
final class AuditTable {
    private AuditTable() {}

    static void print(Collection<AuditLine> lines, Screen screen) {
        if (screen.json()) {
            lines.forEach(line -> screen.out().println(line.text()));
            return;
        }
        Table table =
                screen.table()
                        .column("TIME")
                        .column("WHO")
                        .column("FROM")
                        .column("WHAT")
                        .textColumn("ABOUT")
                        .column("RESULT")
                        .textColumn("DETAILS");
        lines.forEach(line -> row(line, table));
        table.print(screen.out());
    }

    /** One that comes when nobody knows how wide the next will be. */
    static void printOne(AuditLine line, Screen screen) {
        screen.out().println(screen.json() ? line.text() : String.join("  ", cells(line)));
    }

    private static void row(AuditLine line, Table table) {
        table.row(cells(line).toArray());
    }

    private static List<String> cells(AuditLine line) {
        Instant time = line.time();
        String operation = line.said("operation");
        return List.of(
                time == null ? Display.NOTHING : Display.time(time),
                orNothing(line.said("who")),
                orNothing(line.said("address")),
                Display.printable(operation.isEmpty() ? line.kind() : operation),
                orNothing(line.about()),
                orNothing(line.said("result")),
                orNothing(line.details()));
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? Display.NOTHING : Display.printable(text);
    }
}
