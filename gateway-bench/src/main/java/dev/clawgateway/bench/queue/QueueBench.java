package dev.clawgateway.bench.queue;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The scheduler's larger duties, whole: {@code QueueBench OUT_FILE [PART_OF_NAME]}. Prints a table
 * and writes it as CSV. One thread; medians of {@link #ROUNDS} rounds, after as many to warm up and
 * {@link #WARM_UP} at least.
 */
public final class QueueBench {
    private static final int ROUNDS = 15;
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    private final PrintStream out = System.out;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<String> lines = new ArrayList<>();

    private QueueBench() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("usage: QueueBench OUT_FILE [PART_OF_NAME]");
            System.exit(2);
        }
        QueueBench bench = new QueueBench();
        bench.line("scenario,operations,cpu_ms_median,wall_ms_median,cpu_us_per_operation");
        for (Situation situation : Situation.all()) {
            if (arguments.length == 1 || situation.name().contains(arguments[1])) {
                bench.measure(situation);
            }
        }
        Files.write(Path.of(arguments[0]), bench.lines);
    }

    /** Settles what is there before, then times what comes after until it has settled. */
    private void measure(Situation situation) {
        double[] cpu = new double[ROUNDS];
        double[] wall = new double[ROUNDS];
        int operations = 0;
        long warmUntil = System.nanoTime() + WARM_UP.toNanos();
        int round = -ROUNDS;
        while (round < ROUNDS) {
            Floor floor = situation.before().get();
            floor.settle();
            long wallBefore = System.nanoTime();
            long cpuBefore = threads.getCurrentThreadCpuTime();
            operations = situation.timed().applyAsInt(floor);
            if (round >= 0) {
                cpu[round] = (threads.getCurrentThreadCpuTime() - cpuBefore) / 1e6;
                wall[round] = (System.nanoTime() - wallBefore) / 1e6;
            }
            round += round == -1 && System.nanoTime() < warmUntil ? 0 : 1;
        }
        Arrays.sort(cpu);
        Arrays.sort(wall);
        double median = cpu[ROUNDS / 2];
        line(
                String.format(
                        Locale.ROOT,
                        "%s,%d,%.2f,%.2f,%.2f",
                        situation.name(),
                        operations,
                        median,
                        wall[ROUNDS / 2],
                        median * 1000 / operations));
    }

    private void line(String line) {
        lines.add(line);
        out.println(line);
    }
}
