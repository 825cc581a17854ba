package dev.clawgateway.bench.openb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One mark of all lists: a row per list with a dot per policy, and the published figures as open
 * boxes. Allocation on the left, fragmentation on the right.
 */
final class ArrivalPlot {
    private static final int ROW = 26;
    private static final int TOP = 96;

    private static final Panel ALLOCATED =
            new Panel(110, 620, List.of(40, 30, 20, 15, 10, 8, 6, 5, 4, 3));
    private static final Panel FRAGMENTED = new Panel(790, 330, List.of(80, 40, 20, 10, 5, 3));

    /**
     * One half of the plot. Its scale is the logarithm of what is lost, so that little shows.
     *
     * @param lost where a line is drawn, in percent, the most first
     */
    private record Panel(int left, int width, List<Integer> lost) {
        double x(double percentLost) {
            double most = Math.log(lost.getFirst());
            double least = Math.log(lost.getLast() * 0.85);
            double at = (most - Math.log(Math.max(percentLost, 0.01))) / (most - least);
            return left + Math.clamp(at, 0, 1) * width;
        }
    }

    private final List<Result> results;
    private final List<String> lists;
    private final List<String> policies;
    private final Published published;

    ArrivalPlot(List<Result> results, Published published) {
        this.results = results;
        this.lists = results.stream().map(result -> result.list).distinct().toList();
        this.policies = results.stream().map(result -> result.policy).distinct().toList();
        this.published = published;
    }

    void write(Path file, int mark) throws IOException {
        int arrived = ArrivalRun.MARKS[mark];
        int height = TOP + ROW * lists.size() + 8;
        Svg svg =
                new Svg(
                        1140,
                        height,
                        String.format(
                                Locale.ROOT,
                                "openb: when %d%% of the cluster's GPUs have been asked for",
                                arrived));
        legend(svg);
        svg.text(ALLOCATED.left, 72, "start", "allocated GPU, percent; right is better");
        svg.text(FRAGMENTED.left, 72, "start", "fragmented GPU, percent; right is better");
        for (Panel panel : List.of(ALLOCATED, FRAGMENTED)) {
            axis(svg, panel, height);
        }
        for (int row = 0; row < lists.size(); row++) {
            row(svg, lists.get(row), mark, TOP + 14 + row * ROW);
        }
        svg.write(file);
    }

    private void legend(Svg svg) {
        double x = svg.legend(ALLOCATED.left, 46, policies);
        svg.box(x, 42, false);
        svg.text(x + 11, 46, "start", "BestFit, published");
        svg.box(x + 146, 42, true);
        svg.text(x + 157, 46, "start", "FGD, published");
    }

    private static void axis(Svg svg, Panel panel, int height) {
        for (int lost : panel.lost) {
            double x = panel.x(lost);
            svg.line(x, TOP, x, height - 8, Svg.GREY);
            int label = panel.equals(ALLOCATED) ? 100 - lost : lost;
            svg.text(x, TOP - 6, "middle", Integer.toString(label));
        }
    }

    private void row(Svg svg, String list, int mark, int y) {
        svg.text(12, y + 4, "start", list);
        for (Result result : results) {
            if (result.list.equals(list)) {
                String colour = Svg.colour(policies.indexOf(result.policy));
                svg.dot(ALLOCATED.x(100 - result.allocated(mark)), y, colour);
                svg.dot(FRAGMENTED.x(result.fragmented(mark)), y, colour);
            }
        }
        int arrived = ArrivalRun.MARKS[mark];
        published(svg, published.figure(list, Published.BEST_FIT, arrived), y, false);
        published(svg, published.figure(list, Published.FGD, arrived), y, true);
    }

    private static void published(
            Svg svg, Published.@Nullable Figure figure, int y, boolean turned) {
        if (figure == null) {
            return;
        }
        svg.box(ALLOCATED.x(100 - figure.allocated()), y, turned);
        Double fragmented = figure.fragmented();
        if (fragmented != null) {
            svg.box(FRAGMENTED.x(fragmented), y, turned);
        }
    }
}
