package dev.clawgateway.bench.openb;

import dev.clawgateway.core.placement.SchedulableNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Replays the openb trace: {@code OpenbBench TRACE_FOLDER OUT_FOLDER [seeds [first seed]]}. Writes
 * {@code openb.csv}, {@code openb-departures.csv} and plots of both.
 */
public final class OpenbBench {
    private static final List<String> LISTS =
            List.of(
                    "default",
                    "cpu050",
                    "cpu100",
                    "cpu200",
                    "cpu250",
                    "gpushare40",
                    "gpushare60",
                    "gpushare80",
                    "gpushare100",
                    "gpuspec10",
                    "gpuspec20",
                    "gpuspec25",
                    "gpuspec33",
                    "multigpu20",
                    "multigpu30",
                    "multigpu40",
                    "multigpu50");
    private static final List<String> POLICIES =
            List.of("spread", "random", "bin_pack", "best_fit", "least_fragmentation");

    /** Which of {@link ArrivalRun#MARKS} are plotted: from 90% on. */
    private static final int FIRST_PLOTTED = 2;

    private static final int DEPARTURE_TASKS = 120_000;
    private static final int OFFERED_PERCENT = 105;

    private final PrintStream out = System.out;
    private final Trace trace;
    private final List<SchedulableNode> nodes;

    private OpenbBench(Path folder) throws IOException {
        trace = new Trace(folder);
        nodes = trace.nodes();
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("usage: OpenbBench TRACE_FOLDER OUT_FOLDER [seeds [first seed]]");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        int seeds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        long first = arguments.length > 3 ? Long.parseLong(arguments[3]) : 2000;
        Files.createDirectories(target);
        OpenbBench bench = new OpenbBench(folder);
        bench.arrivals(seeds, first, new Published(folder), target);
        bench.departures(first, target);
    }

    private void arrivals(int seeds, long first, Published published, Path target)
            throws IOException {
        List<Result> results = arrivals(seeds, first);
        OpenbReport.arrivals(results, published, target.resolve("openb.csv"));
        ArrivalPlot plot = new ArrivalPlot(results, published);
        for (int mark = FIRST_PLOTTED; mark < ArrivalRun.MARKS.length; mark++) {
            plot.write(target.resolve("openb-" + ArrivalRun.MARKS[mark] + ".svg"), mark);
        }
    }

    private List<Result> arrivals(int seeds, long first) throws IOException {
        List<Result> results = new ArrayList<>();
        for (String list : LISTS) {
            List<Pod> pods = trace.pods(list);
            Fragmentation fragmentation = new Fragmentation(pods);
            for (String policy : POLICIES) {
                Result result = new Result(list, policy);
                long nanos = 0;
                for (long seed = first; seed < first + seeds; seed++) {
                    ArrivalRun run = new ArrivalRun(nodes, policy);
                    result.add(run.run(Trace.arrivals(pods, run.capacity(), seed), fragmentation));
                    nanos += run.nanosPerPod;
                }
                results.add(result);
                print(result, nanos / Math.max(1, seeds));
            }
        }
        return results;
    }

    private void print(Result result, long nanos) {
        out.printf(
                Locale.ROOT,
                "%-12s %-20s allocated at 90: %.2f  95: %.2f  100: %.2f  130: %.2f"
                        + "  fragmented at 130: %.2f  (%d ns per task)%n",
                result.list,
                result.policy,
                result.allocated(2),
                result.allocated(3),
                result.allocated(4),
                result.allocated(5),
                result.fragmented(5),
                nanos);
    }

    private void departures(long seed, Path target) throws IOException {
        List<Pod> pods = trace.pods("default");
        Fragmentation fragmentation = new Fragmentation(pods);
        List<Departures> results = new ArrayList<>();
        for (String policy : POLICIES) {
            DepartureRun run = new DepartureRun(nodes, policy);
            Departures result =
                    new Departures(
                            policy,
                            run.run(pods, DEPARTURE_TASKS, OFFERED_PERCENT, seed, fragmentation));
            results.add(result);
            out.printf(
                    Locale.ROOT,
                    "departures   %-20s second half: allocated %.2f  fragmented %.2f  waiting %d%n",
                    policy,
                    result.settled(DepartureRun.Sample::allocated),
                    result.settled(DepartureRun.Sample::fragmented),
                    result.samples().getLast().waiting());
        }
        OpenbReport.departures(results, target.resolve("openb-departures.csv"));
        DeparturePlot.write(results, target.resolve("openb-departures.svg"));
    }
}
