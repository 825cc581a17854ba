package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.ExplanationView;
import dev.clawgateway.core.placement.Refusal;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why something waits, or runs where it runs, in lines for people. */
public final class ExplanationText {
    private ExplanationText() {}

    public static void print(ExplanationView explanation, Screen screen) {
        PrintWriter out = screen.out();
        String why = explanation.why();
        if (!explanation.summary().equals(why)) {
            out.println(Display.printable(explanation.summary()));
        }
        line(out, "Why here", why == null || why.isEmpty() ? null : why);
        for (Refusal refusal : explanation.refusals()) {
            out.printf(
                    "  %6d of %d nodes: %s%n",
                    refusal.nodes(), explanation.nodes(), words(refusal));
        }
        line(out, "Nearest miss", explanation.nearestMiss());
        explanation.blockers().forEach(blocker -> line(out, "Held back by", blocker));
        line(out, "Reserved", explanation.reserved());
        line(out, "Place in the queue", explanation.position());
        Instant start = explanation.expectedStart();
        if (start != null) {
            Duration wait = Duration.between(screen.time().now(), start);
            line(out, "Expected to start in", Display.duration(wait));
        }
    }

    private static String words(Refusal refusal) {
        return refusal.reason().text()
                + (refusal.reason().waitingHelps() ? "" : " (waiting does not help)");
    }

    private static void line(PrintWriter out, String title, @Nullable Object value) {
        if (value != null) {
            out.printf("%s: %s%n", title, Display.printable(value.toString()));
        }
    }
}
