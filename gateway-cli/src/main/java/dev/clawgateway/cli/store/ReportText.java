package dev.clawgateway.cli.store;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.store.rocksdb.StoreJson;
import dev.clawgateway.store.rocksdb.StoreReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What a store was found to be, in the form that was asked for. */
final class ReportText {
    private static final double BYTES_PER_MIB = 1 << 20;

    private ReportText() {}

    static void print(StoreReport report, Path store, Screen screen) {
        if (screen.json()) {
            screen.out().println(StoreJson.of(report, store));
            return;
        }
        PrintWriter out = screen.out();
        out.printf("Store       %s%n", Display.printable(store.toString()));
        out.printf("Format      %d%n", report.format());
        out.printf("Records     %s%n", records(report));
        out.printf("Last event  %d%n", report.lastEvent());
        out.printf("Writes      %s%n", writes(report));
        out.printf("Size        %.1f MiB%n", report.bytes() / BYTES_PER_MIB);
    }

    private static String records(StoreReport report) {
        return report.records().isEmpty()
                ? "none"
                : report.records().entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String writes(StoreReport report) {
        String there = Long.toString(report.reaches());
        if (report.noted().isEmpty()) {
            return there + "; how many were acknowledged is not noted";
        } else if (report.lost() > 0) {
            return there + "; " + report.lost() + " MORE WERE ACKNOWLEDGED, AND ARE LOST";
        }
        return there
                + ", all that were acknowledged"
                + (report.unfinishedBytes() == 0
                        ? ""
                        : "; behind them " + report.unfinishedBytes() + " bytes never finished");
    }
}
