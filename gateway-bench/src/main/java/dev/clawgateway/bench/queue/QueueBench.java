package dev.clawgateway.bench.queue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The scheduler's larger duties, whole: {@code QueueBench OUT_FILE}. Prints a table and writes it
 * as CSV. One thread; medians of {@link #ROUNDS} rounds after as many to warm up.
 */
public final class QueueBench {
    private static final int ROUNDS = 5;
    private static final int NODES = 500;
    private static final int ALL = NODES * 8;

    private final PrintStream out = System.out;
    private final List<String> lines = new ArrayList<>();

    private QueueBench() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: QueueBench OUT_FILE");
            System.exit(2);
        }
        QueueBench bench = new QueueBench();
        bench.run();
        Files.write(Path.of(arguments[0]), bench.lines);
    }

    private void run() {
        line("scenario,started,wall_ms_median");
        measure("fill 500 x 8 with 4000", _ -> {}, floor -> floor.enqueue(ALL, 1, "a", 0));
        measure(
                "reclaim 4000 for 4000",
                floor -> {
                    floor.declare("a", 0);
                    floor.declare("b", ALL);
                    floor.enqueue(ALL, 1, "a", 0);
                },
                floor -> floor.enqueue(ALL, 1, "b", 0));
        measure(
                "preempt for 1000 of two GPUs on 500 full nodes",
                floor -> floor.enqueue(ALL, 1, "a", 0),
                floor -> floor.enqueue(1000, 2, "a", 10));
        measure(
                "10000 equal ones wait on 500 full nodes",
                floor -> floor.enqueue(ALL, 1, "a", 0),
                floor -> floor.enqueue(10_000, 1, "a", 0));
    }

    /** Settles what is there before, then times what comes after until it has settled. */
    private void measure(String name, Consumer<Floor> before, Consumer<Floor> after) {
        double[] wall = new double[ROUNDS];
        int started = 0;
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            Floor floor = new Floor(NODES);
            before.accept(floor);
            floor.settle();
            long begin = System.nanoTime();
            after.accept(floor);
            started = floor.settle();
            if (round >= 0) {
                wall[round] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(wall);
        line(String.format(Locale.ROOT, "%s,%d,%.1f", name, started, wall[ROUNDS / 2]));
    }

    private void line(String line) {
        lines.add(line);
        out.println(line);
    }
}
