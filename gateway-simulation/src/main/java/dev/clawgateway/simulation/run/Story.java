package dev.clawgateway.simulation.run;

import dev.clawgateway.simulation.plan.Cast;
import dev.clawgateway.simulation.plan.Plan;
import dev.clawgateway.simulation.plan.PlanText;
import dev.clawgateway.simulation.plan.Temper;
import java.util.List;

/**
 * A failed run as a person reads it: what is wrong, what had to happen for it, and how to see it
 * again.
 *
 * @param plan the shortest that still shows it
 * @param length how many steps its seed's plan was asked for
 * @param failure what is wrong
 * @param lines what happened, by the {@link Chronicle}
 * @param trials how many runs it took to find the shortest
 */
public record Story(Plan plan, int length, Failure failure, List<String> lines, int trials) {
    public Story {
        lines = List.copyOf(lines);
    }

    /** What shows it again. */
    public String command() {
        return "./simulate --seed " + plan.seed() + " --plan " + PlanText.write(plan, length);
    }

    /** The whole of it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("Seed ")
                .append(plan.seed())
                .append(" breaks ")
                .append(failure.rule())
                .append(":\n");
        failure.words().lines().forEach(line -> text.append("    ").append(line).append('\n'));
        text.append('\n').append(who()).append('\n');
        text.append(
                "%d of %d steps are left after %d trials:%n"
                        .formatted(plan.steps().size(), length, trials));
        for (Plan.Numbered numbered : plan.steps()) {
            text.append("%6d  %s%n".formatted(numbered.number(), StepText.of(numbered.step())));
        }
        text.append("\nWhat happened (seconds since the world began):\n");
        lines.forEach(line -> text.append(line).append('\n'));
        return text.append("\nOnce more: ").append(command()).append('\n').toString();
    }

    private String who() {
        Temper temper = plan.temper();
        Cast cast = temper.cast();
        return "%d machines with our agent, %d nodes of another make, %d operators, %d members, %d strangers, %d callers; %s network, bounds %s."
                .formatted(
                        cast.agents(),
                        cast.plainNodes(),
                        cast.operators(),
                        cast.members(),
                        cast.strangers(),
                        cast.callers(),
                        temper.calm() ? "calm" : "real",
                        temper.tightness() == 0 ? "wide" : "tight (" + temper.tightness() + ")");
    }
}
