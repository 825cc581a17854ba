package dev.clawgateway.cli.simulation;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.simulation.SimulationListener;
import dev.clawgateway.client.simulation.SimulationProgress;
import dev.clawgateway.client.simulation.SimulationSummary;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows how a simulation goes and what came of it. */
final class SimulationLines implements SimulationListener {
    private final Screen screen;
    private String last = "";

    SimulationLines(Screen screen) {
        this.screen = screen;
    }

    /** A line when something changed, so that a quiet fleet makes no noise. */
    @Override
    public void progress(SimulationProgress progress) {
        String line =
                "%-12s  nodes %d/%d  accepted %d/%d  running %d  completed %d  failed %d%s"
                        .formatted(
                                progress.phase(),
                                progress.connected(),
                                progress.nodes(),
                                progress.accepted(),
                                progress.workloads(),
                                progress.running(),
                                progress.completed(),
                                progress.failed(),
                                trouble(progress));
        if (!line.equals(last)) {
            last = line;
            screen.say("%7s  %s".formatted(Display.duration(progress.elapsed()), line));
        }
    }

    private static String trouble(SimulationProgress progress) {
        String violations =
                progress.violations() == 0 ? "" : "  VIOLATIONS " + progress.violations();
        return progress.trouble().isEmpty()
                ? violations
                : violations + "  (" + Display.printable(progress.trouble()) + ")";
    }

    static void print(SimulationSummary summary, Screen screen) {
        PrintWriter out = screen.out();
        SimulationSummary.Counts counts = summary.counts();
        out.printf(
                "Nodes       %d of %d registered in %s (%.0f/s), %d disconnects%n",
                summary.registered(),
                summary.nodes(),
                seconds(summary.registering()),
                summary.registrationsPerSecond(),
                summary.disconnects());
        if (counts.submitted() == 0) {
            return;
        }
        out.printf(
                "Workloads   %d submitted, %d accepted in %s (%.0f/s), %d refused%n",
                counts.submitted(),
                counts.accepted(),
                seconds(summary.submitting()),
                summary.placementsPerSecond(),
                counts.refused());
        out.printf(
                "Ended       %d completed, %d failed, %d stopped in %s (%.0f/s)%n",
                counts.completed(),
                counts.failed(),
                counts.stopped(),
                seconds(summary.running()),
                summary.endsPerSecond());
        SimulationSummary.Latency latency = summary.submitToStart();
        out.printf(
                "To start    %d started; p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                counts.started(), latency.p50(), latency.p90(), latency.p99(), latency.max());
        out.printf("Checked     %d lost, %d violations%n", counts.lost(), summary.violationCount());
        summary.violations().forEach(violation -> out.println("  " + violation));
        out.println(summary.passed() ? "PASSED" : "NOT PASSED");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
