package dev.clawgateway.cli.blows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The gateway gets a tenth of a processor's time for a minute: it is late, and not wrong. */
final class Throttled {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration RUNS = Duration.ofMillis(10);
    private static final Duration STANDS = Duration.ofMillis(90);

    private final Fleet fleet;
    private final Traces traces;

    Throttled(Path folder) {
        this.fleet = new Fleet(folder, FleetSettings.longWork(Duration.ofMinutes(2)));
        this.traces = new Traces(folder);
    }

    Findings run() throws InterruptedException {
        try (fleet) {
            fleet.startAll();
            Work work =
                    Work.on(
                            fleet,
                            traces,
                            List.of(Part.LEFT.label(), Part.RIGHT.label(), Fleet.SIMULATED_NODE));
            CountDownLatch over = new CountDownLatch(1);
            Thread throttle = Thread.ofPlatform().start(() -> throttle(over));
            long begin = System.nanoTime();
            fleet.ask(gateway -> new Submissions(gateway, 10).submit());
            Duration answer = Duration.ofNanos(System.nanoTime() - begin);
            List<String> violations = new ArrayList<>(work.disturbedWithin(MINUTE));
            over.countDown();
            throttle.join();
            violations.addAll(work.disturbedWithin(MINUTE.dividedBy(6)));
            violations.addAll(traces.begunTwice());
            return new Findings(
                    List.of(
                            "a tenth of the time for a minute: a session and a submission took %.1f s; work disturbed: %d"
                                    .formatted(answer.toMillis() / 1000.0, violations.size())),
                    violations);
        }
    }

    private void throttle(CountDownLatch over) {
        while (over.getCount() > 0) {
            fleet.signal(Part.GATEWAY, "STOP");
            fleet.endsWithin(Part.GATEWAY, STANDS);
            fleet.signal(Part.GATEWAY, "CONT");
            fleet.endsWithin(Part.GATEWAY, RUNS);
        }
    }
}
