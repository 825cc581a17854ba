package dev.clawgateway.bench.openb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The run with departures over time: one strip each for allocation, fragmentation and waiting. */
final class DeparturePlot {
    private static final int LEFT = 60;
    private static final int WIDTH = 860;
    private static final int STRIP = 190;
    private static final int BETWEEN = 48;
    private static final int TOP = 86;
    private static final int LINES = 5;

    /** The fleet fills up before this; the scales do not reach down to it. */
    private static final int FILLED_PERCENT = 30;

    private record Strip(String title, ToDoubleFunction<DepartureRun.Sample> value) {}

    private static final List<Strip> STRIPS =
            List.of(
                    new Strip("allocated GPU, percent", DepartureRun.Sample::allocated),
                    new Strip("fragmented GPU, percent", DepartureRun.Sample::fragmented),
                    new Strip(
                            "GPUs that waiting tasks ask for, percent of the cluster",
                            DepartureRun.Sample::wanted));

    private DeparturePlot() {}

    static void write(List<Departures> results, Path file) throws IOException {
        int height = TOP + STRIPS.size() * (STRIP + BETWEEN);
        Svg svg = new Svg(LEFT + WIDTH + 40, height, "openb with departures, over time");
        svg.legend(LEFT + 6, 46, results.stream().map(Departures::policy).toList());
        for (int i = 0; i < STRIPS.size(); i++) {
            strip(svg, STRIPS.get(i), results, TOP + i * (STRIP + BETWEEN));
        }
        svg.text(LEFT + WIDTH / 2.0, height - 8, "middle", "percent of all tasks arrived");
        svg.write(file);
    }

    private static void strip(Svg svg, Strip strip, List<Departures> results, int top) {
        DoubleSummaryStatistics filled =
                results.stream()
                        .flatMap(result -> result.samples().stream())
                        .filter(sample -> sample.percentOfRun() >= FILLED_PERCENT)
                        .mapToDouble(strip.value)
                        .summaryStatistics();
        double step = step((filled.getMax() - filled.getMin()) / LINES);
        double from = Math.floor(filled.getMin() / step) * step;
        double to = Math.ceil(filled.getMax() / step) * step;
        svg.text(LEFT, top - 8, "start", strip.title);
        for (double value = from; value <= to + step / 2; value += step) {
            double y = y(value, from, to, top);
            svg.line(LEFT, y, LEFT + WIDTH, y, Svg.GREY);
            svg.text(LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%.0f", value));
        }
        for (int percent = 0; percent <= 100; percent += 20) {
            double x = LEFT + WIDTH * percent / 100.0;
            svg.line(x, top, x, top + STRIP, Svg.GREY);
            svg.text(x, top + STRIP + 16, "middle", Integer.toString(percent));
        }
        for (int i = 0; i < results.size(); i++) {
            svg.path(points(results.get(i), strip, from, to, top), Svg.colour(i));
        }
    }

    /** The next of 1, 2, 5, 10, 20 ... */
    private static double step(double least) {
        double power = Math.max(1, Math.pow(10, Math.floor(Math.log10(Math.max(least, 1)))));
        return power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
    }

    private static String points(Departures result, Strip strip, double from, double to, int top) {
        StringBuilder points = new StringBuilder();
        for (DepartureRun.Sample sample : result.samples()) {
            double value = strip.value.applyAsDouble(sample);
            if (value >= from && value <= to) {
                points.append(
                        String.format(
                                Locale.ROOT,
                                "%.1f,%.1f ",
                                LEFT + WIDTH * sample.percentOfRun() / 100.0,
                                y(value, from, to, top)));
            }
        }
        return points.toString().trim();
    }

    private static double y(double value, double from, double to, int top) {
        return top + STRIP * (1 - (value - from) / (to - from));
    }
}
