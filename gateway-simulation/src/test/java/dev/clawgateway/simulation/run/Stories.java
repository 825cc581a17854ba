package dev.clawgateway.simulation.run;

import dev.clawgateway.simulation.plan.StepSource;
import java.util.ArrayList;
import java.util.List;

/** Whole worlds as they are told, line by line. */
final class Stories {
    private static final int STEPS = 120;

    private Stories() {}

    /** Prints the stories of these seeds. */
    public static void main(String[] seeds) {
        of(List.of(seeds).stream().map(Long::valueOf).toList()).forEach(System.out::println);
    }

    /** Of some seeds, one after the other. */
    static List<String> of(List<Long> seeds) {
        WorldSimulator simulator = new WorldSimulator(LogTap.install());
        List<String> lines = new ArrayList<>();
        for (long seed : seeds) {
            Chronicle chronicle = Chronicle.told();
            RunOutcome outcome = simulator.run(StepSource.plan(seed, STEPS), chronicle);
            chronicle.lines().forEach(line -> line.lines().forEach(lines::add));
            lines.add(seed + " " + outcome.digest() + " " + outcome.entries());
        }
        return lines;
    }
}
