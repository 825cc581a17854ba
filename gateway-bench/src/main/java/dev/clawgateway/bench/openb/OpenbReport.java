package dev.clawgateway.bench.openb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes results as CSV, and as a plot of what each policy adds to the published BestFit. */
final class OpenbReport {
    private static final List<String> COLOURS =
            List.of("#9aa0a6", "#4285f4", "#1e8e3e", "#f29900", "#a142f4", "#d93025");
    private static final int ROW = 26;
    private static final int LEFT = 120;
    private static final int WIDTH = 760;
    private static final double FROM = 80;
    private static final double TO = 100;

    private final List<Result> results;
    private final Published published;

    OpenbReport(List<Result> results, Published published) {
        this.results = results;
        this.published = published;
    }

    void writeCsv(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "list,policy,runs,arrived_pct,allocated_pct_mean,allocated_pct_min,"
                        + "allocated_pct_max,fragmented_pct_mean,published_bestfit,published_fgd");
        for (Result result : results) {
            for (int mark = 0; mark < ArrivalRun.MARKS.length; mark++) {
                int arrived = ArrivalRun.MARKS[mark];
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "%s,%s,%d,%d,%.2f,%.2f,%.2f,%.2f,%s,%s",
                                result.list,
                                result.policy,
                                result.runs(),
                                arrived,
                                result.allocated(mark),
                                result.least(mark),
                                result.most(mark),
                                result.fragmented(mark),
                                text(published.allocated(result.list, "BestFit", arrived)),
                                text(published.allocated(result.list, "FGD", arrived))));
            }
        }
        Files.write(file, lines);
    }

    private static String text(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.2f", value);
    }

    /** One row per list: a dot per policy, and the published figures as ticks. */
    void writeSvg(Path file, int mark) throws IOException {
        List<String> lists = results.stream().map(result -> result.list).distinct().toList();
        List<String> policies = results.stream().map(result -> result.policy).distinct().toList();
        int height = 70 + ROW * lists.size();
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" \
                font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="10" y="18" font-size="14">openb: allocated GPU in percent when %d%% \
                of the capacity has been asked for</text>
                """
                        .formatted(LEFT + WIDTH + 30, height, ArrivalRun.MARKS[mark]));
        legend(svg, policies);
        axis(svg, height);
        for (int row = 0; row < lists.size(); row++) {
            row(svg, lists.get(row), policies, mark, 72 + row * ROW);
        }
        svg.append("</svg>\n");
        Files.writeString(file, svg);
    }

    private static void legend(StringBuilder svg, List<String> policies) {
        int x = LEFT;
        for (int i = 0; i < policies.size(); i++) {
            dot(svg, x, 34, COLOURS.get(i));
            text(svg, x + 8, 38, policies.get(i));
            x += 30 + 7 * policies.get(i).length();
        }
        text(svg, x, 38, "| published BestFit   ‖ published FGD");
    }

    private static void axis(StringBuilder svg, int height) {
        for (int percent = (int) FROM; percent <= TO; percent += 2) {
            double x = x(percent);
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line x1=\"%.1f\" y1=\"58\" x2=\"%.1f\" y2=\"%d\" "
                                    + "stroke=\"#e0e0e0\"/>%n",
                            x,
                            x,
                            height - 8));
            text(svg, x - 6, 54, Integer.toString(percent));
        }
    }

    private void row(StringBuilder svg, String list, List<String> policies, int mark, int y) {
        text(svg, 10, y + 4, list);
        int arrived = ArrivalRun.MARKS[mark];
        tick(svg, published.allocated(list, "BestFit", arrived), y, 0);
        tick(svg, published.allocated(list, "FGD", arrived), y, -2);
        tick(svg, published.allocated(list, "FGD", arrived), y, 2);
        for (Result result : results) {
            if (result.list.equals(list)) {
                dot(
                        svg,
                        x(result.allocated(mark)),
                        y,
                        COLOURS.get(policies.indexOf(result.policy)));
            }
        }
    }

    private static void tick(StringBuilder svg, @Nullable Double value, int y, int shift) {
        if (value != null) {
            double x = x(value) + shift;
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" "
                                    + "stroke=\"#202124\"/>%n",
                            x,
                            y - 8,
                            x,
                            y + 8));
        }
    }

    private static void dot(StringBuilder svg, double x, int y, String colour) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\"/>%n",
                        x,
                        y,
                        colour));
    }

    private static void text(StringBuilder svg, double x, int y, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>%n", x, y, text));
    }

    private static double x(double percent) {
        return LEFT + (Math.clamp(percent, FROM, TO) - FROM) / (TO - FROM) * WIDTH;
    }
}
