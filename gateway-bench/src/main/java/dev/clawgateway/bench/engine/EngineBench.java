package dev.clawgateway.bench.engine;

import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.fleet.Fleet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.HdrHistogram.Histogram;

/**
 * Speed and latency of the engine: {@code EngineBench OUT_FILE [steps]}. Prints a table and writes
 * it as CSV. One thread; medians of {@link #ROUNDS} rounds.
 */
public final class EngineBench {
    private static final int ROUNDS = 5;
    private static final int LOAD_WARM_UPS = 30;
    private static final int[] NODES = {1_000, 10_000, 100_000};
    private static final int[] OCCUPANCY = {50, 90, 99};
    private static final List<String> POLICIES =
            List.of("best_fit", "bin_pack", "spread", "random", "least_fragmentation");

    private final PrintStream out = System.out;
    private final List<String> lines = new ArrayList<>();
    private final int steps;

    private EngineBench(int steps) {
        this.steps = steps;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1) {
            System.err.println("usage: EngineBench OUT_FILE [steps]");
            System.exit(2);
        }
        int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 400_000;
        EngineBench bench = new EngineBench(steps);
        bench.scenarios();
        bench.decisions();
        Files.write(Path.of(arguments[0]), bench.lines);
    }

    private void decisions() {
        lines.add(
                "policy,nodes,occupancy_pct,decisions_per_s,bytes_per_decision,refused_pct,"
                        + "p50_ns,p99_ns,p999_ns");
        for (String policy : POLICIES) {
            for (int nodes : NODES) {
                for (int occupancy : OCCUPANCY) {
                    decisions(policy, nodes, occupancy);
                }
            }
        }
    }

    private void decisions(String policy, int nodes, int occupancy) {
        boolean slow = policy.equals("least_fragmentation");
        int count = slow ? steps / 8 : steps;
        Churn churn = new Churn(nodes, policy, occupancy);
        steps(churn, count);
        double[] rates = new double[ROUNDS];
        double bytes = Double.MAX_VALUE;
        long refusedBefore = churn.refused();
        for (int round = 0; round < ROUNDS; round++) {
            Stopwatch watch = new Stopwatch();
            steps(churn, count);
            rates[round] = count * 1000.0 / watch.cpuMillis();
            bytes = Math.min(bytes, (double) watch.bytes() / count);
        }
        double refused = 100.0 * (churn.refused() - refusedBefore) / ((double) ROUNDS * count);
        Histogram latency = latency(churn, count);
        line(
                String.format(
                        Locale.ROOT,
                        "%s,%d,%d,%.0f,%.2f,%.1f,%d,%d,%d",
                        policy,
                        nodes,
                        Math.round(churn.occupancy()),
                        median(rates),
                        bytes,
                        refused,
                        latency.getValueAtPercentile(50),
                        latency.getValueAtPercentile(99),
                        latency.getValueAtPercentile(99.9)));
    }

    private static void steps(Churn churn, int count) {
        for (int i = 0; i < count; i++) {
            churn.step();
        }
    }

    /**
     * Of one step: a decision with its reservation, and on average one release. By the wall clock.
     */
    private static Histogram latency(Churn churn, int count) {
        Histogram histogram = new Histogram(3);
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            churn.step();
            histogram.recordValue(System.nanoTime() - begin);
        }
        return histogram;
    }

    private void scenarios() {
        List<SchedulableNode> small = Fleets.nodes(500);
        lines.add("scenario,did,cpu_ms_median,wall_ms_median");
        scenario(
                "fill 500 x 8 with 4000",
                small,
                "best_fit",
                0,
                fleet -> Scenarios.fill(fleet, 4000));
        scenario(
                "gang of 512 on 500 nodes",
                small,
                "best_fit",
                0,
                fleet -> Scenarios.gang(fleet, 512));
        scenario(
                "preempt 1000 on 500 full nodes",
                small,
                "best_fit",
                4000,
                fleet -> Scenarios.preempt(fleet, 1000));
        scenario(
                "preempt 5000 on 10000 full nodes",
                Fleets.nodes(10_000),
                "best_fit",
                80_000,
                fleet -> Scenarios.preempt(fleet, 5000));
        scenario(
                "refuse 10000 equal ones",
                small,
                "best_fit",
                4000,
                fleet -> Scenarios.refuse(fleet, 10_000));
        scenario(
                "explain 10000 equal ones",
                small,
                "best_fit",
                4000,
                fleet -> Scenarios.explain(fleet, 10_000));
        List<SchedulableNode> large = Fleets.nodes(100_000);
        scenario(
                "first decision of 100000 nodes",
                large,
                "best_fit",
                0,
                fleet -> Scenarios.fill(fleet, 1));
        load(large);
    }

    private void scenario(
            String name,
            List<SchedulableNode> nodes,
            String policy,
            int filled,
            ToIntFunction<Fleet> scenario) {
        double[] cpu = new double[ROUNDS];
        double[] wall = new double[ROUNDS];
        int did = 0;
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            Fleet fleet = Scenarios.fleet(nodes, policy);
            Scenarios.fill(fleet, filled);
            Stopwatch watch = new Stopwatch();
            did = scenario.applyAsInt(fleet);
            if (round >= 0) {
                cpu[round] = watch.cpuMillis();
                wall[round] = watch.wallMillis();
            }
        }
        line(String.format(Locale.ROOT, "%s,%d,%.3f,%.3f", name, did, median(cpu), median(wall)));
    }

    private void load(List<SchedulableNode> nodes) {
        double[] cpu = new double[ROUNDS];
        double[] wall = new double[ROUNDS];
        for (int round = -LOAD_WARM_UPS; round < ROUNDS; round++) {
            Stopwatch watch = new Stopwatch();
            Scenarios.fleet(nodes, "best_fit");
            if (round >= 0) {
                cpu[round] = watch.cpuMillis();
                wall[round] = watch.wallMillis();
            }
        }
        line(
                String.format(
                        Locale.ROOT,
                        "load 100000 nodes,%d,%.3f,%.3f",
                        nodes.size(),
                        median(cpu),
                        median(wall)));
    }

    private void line(String line) {
        lines.add(line);
        out.println(line);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
