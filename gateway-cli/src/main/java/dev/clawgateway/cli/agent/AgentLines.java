package dev.clawgateway.cli.agent;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.agent.AgentListener;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.Locale;

/** Says in one line each what an agent does. */
final class AgentLines implements AgentListener {
    private static final Duration NOTEWORTHY = Duration.ofSeconds(1);

    private final Screen screen;
    private volatile String lastTrouble = "";

    AgentLines(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void registered(NodeId node, String name) {
        lastTrouble = "";
        screen.say("registered as " + name + " (" + node + ")");
    }

    @Override
    public void disconnected(String why, Duration retryIn) {
        boolean known = why.equals(lastTrouble);
        lastTrouble = why;
        if (known && retryIn.compareTo(NOTEWORTHY) < 0) {
            return;
        }
        screen.say(
                "not connected: " + Display.printable(why) + "; next try in " + seconds(retryIn));
    }

    @Override
    public void started(WorkloadId workload, int attempt) {
        screen.say("workload " + Display.shortId(workload.value()) + " started");
    }

    @Override
    public void ended(WorkloadId workload, int attempt, WorkloadState state, String message) {
        String word = state.name().toLowerCase(Locale.ROOT);
        screen.say(
                "workload %s %s%s"
                        .formatted(
                                Display.shortId(workload.value()),
                                word,
                                message.isEmpty() ? "" : ": " + Display.printable(message)));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
