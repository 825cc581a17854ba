package dev.clawgateway.bench.openb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what the runs gave as CSV, the published figures beside it. */
final class OpenbReport {
    private static final String ARRIVALS_HEAD =
            "list,policy,runs,arrived_pct,allocated_pct_mean,allocated_pct_min,allocated_pct_max,"
                    + "fragmented_pct_mean,published_bestfit,published_fgd,"
                    + "published_bestfit_fragmented,published_fgd_fragmented";
    private static final String DEPARTURES_HEAD =
            "policy,percent_of_run,allocated_pct,fragmented_pct,waiting,wanted_pct";

    private OpenbReport() {}

    static void arrivals(List<Result> results, Published published, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(ARRIVALS_HEAD);
        for (Result result : results) {
            for (int mark = 0; mark < ArrivalRun.MARKS.length; mark++) {
                lines.add(line(result, mark, published));
            }
        }
        Files.write(file, lines);
    }

    static void departures(List<Departures> results, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(DEPARTURES_HEAD);
        for (Departures result : results) {
            for (DepartureRun.Sample sample : result.samples()) {
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "%s,%d,%.2f,%.2f,%d,%.2f",
                                result.policy(),
                                sample.percentOfRun(),
                                sample.allocated(),
                                sample.fragmented(),
                                sample.waiting(),
                                sample.wanted()));
            }
        }
        Files.write(file, lines);
    }

    private static String line(Result result, int mark, Published published) {
        int arrived = ArrivalRun.MARKS[mark];
        Published.Figure bestFit = published.figure(result.list, Published.BEST_FIT, arrived);
        Published.Figure fgd = published.figure(result.list, Published.FGD, arrived);
        return String.format(
                Locale.ROOT,
                "%s,%s,%d,%d,%.2f,%.2f,%.2f,%.2f,%s,%s,%s,%s",
                result.list,
                result.policy,
                result.runs(),
                arrived,
                result.allocated(mark),
                result.least(mark),
                result.most(mark),
                result.fragmented(mark),
                text(bestFit == null ? null : bestFit.allocated()),
                text(fgd == null ? null : fgd.allocated()),
                text(bestFit == null ? null : bestFit.fragmented()),
                text(fgd == null ? null : fgd.fragmented()));
    }

    private static String text(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.2f", value);
    }
}
