package dev.clawgateway.cli.blows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The gateway stands still for a while; meanwhile one node is connected, one was killed just
 * before, and one is silent. Nobody may be taken for lost because of it.
 */
final class Pauses {
    private final Duration pause;
    private final Duration nodeTimeout;
    private final Fleet fleet;
    private final Traces traces;
    private final List<String> violations = new ArrayList<>();

    Pauses(Path folder, Duration pause, Duration nodeTimeout) {
        this.pause = pause;
        this.nodeTimeout = nodeTimeout;
        this.fleet = new Fleet(folder, FleetSettings.longWork(nodeTimeout));
        this.traces = new Traces(folder);
    }

    /** What is seen later than the deadlines of those who are away says nothing. */
    private void watch(Work work, long since, Duration time) {
        List<String> found = work.disturbedWithin(time);
        if (excused(since)) {
            violations.addAll(found);
        }
    }

    /** Their deadlines are a full timeout from the end of the pause. */
    private boolean excused(long since) {
        return System.nanoTime() - since < nodeTimeout.toNanos();
    }

    Findings run() {
        try (fleet) {
            fleet.startAll();
            List<String> nodes =
                    List.of(Part.LEFT.label(), Part.RIGHT.label(), Fleet.SIMULATED_NODE);
            Work work = Work.on(fleet, traces, nodes);

            fleet.signal(Part.SIMULATED, "STOP");
            fleet.kill(Part.RIGHT);
            fleet.signal(Part.GATEWAY, "STOP");
            fleet.endsWithin(Part.GATEWAY, pause);
            fleet.signal(Part.GATEWAY, "CONT");
            long since = System.nanoTime();

            // Half of it leaves room for a slow machine.
            watch(work, since, nodeTimeout.dividedBy(2));
            fleet.signal(Part.SIMULATED, "CONT");
            fleet.start(Part.RIGHT);
            nodes.forEach(fleet.programs()::awaitNode);
            boolean back = excused(since);
            if (back) {
                watch(work, System.nanoTime(), nodeTimeout.dividedBy(4));
            }
            violations.addAll(traces.begunTwice());
            violations.addAll(traces.doubles());
            String summary =
                    "gateway paused for %d s, node timeout %d s; work disturbed: %d of %d"
                                    .formatted(
                                            pause.toSeconds(),
                                            nodeTimeout.toSeconds(),
                                            violations.size(),
                                            nodes.size())
                            + (back
                                    ? ""
                                    : "; not judged once they returned, as that took too long");
            return new Findings(List.of(summary), violations);
        }
    }
}
