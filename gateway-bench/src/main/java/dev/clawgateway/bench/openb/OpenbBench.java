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
 * {@code openb.csv}, {@code openb-departures.csv} and plots.
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
            List.of("random", "best_fit", "least_fragmentation");
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
        OpenbReport report = new OpenbReport(bench.arrivals(seeds, first), new Published(folder));
        report.writeCsv(target.resolve("openb.csv"));
        report.writeSvg(target.resolve("openb-130.svg"), 5);
        report.writeSvg(target.resolve("openb-100.svg"), 4);
        bench.departures(first, target.resolve("openb-departures.csv"));
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

    private void departures(long seed, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("policy,percent_of_run,allocated_pct,fragmented_pct,waiting");
        List<Pod> pods = trace.pods("default");
        Fragmentation fragmentation = new Fragmentation(pods);
        for (String policy : POLICIES) {
            List<DepartureRun.Sample> samples =
                    new DepartureRun(nodes, policy)
                            .run(pods, DEPARTURE_TASKS, OFFERED_PERCENT, seed, fragmentation);
            for (DepartureRun.Sample sample : samples) {
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "%s,%d,%.2f,%.2f,%d",
                                policy,
                                sample.percentOfRun(),
                                sample.allocated(),
                                sample.fragmented(),
                                sample.waiting()));
            }
            List<DepartureRun.Sample> second = samples.subList(samples.size() / 2, samples.size());
            out.printf(
                    Locale.ROOT,
                    "departures   %-20s second half: allocated %.2f  fragmented %.2f  waiting %d%n",
                    policy,
                    second.stream().mapToDouble(DepartureRun.Sample::allocated).average().orElse(0),
                    second.stream()
                            .mapToDouble(DepartureRun.Sample::fragmented)
                            .average()
                            .orElse(0),
                    samples.getLast().waiting());
        }
        Files.write(file, lines);
    }
}
