package dev.clawgateway.cli.blows;

import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.core.WorkloadId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The gateway is asked to end under load, twice, and while it starts; is told to look at its
 * configuration again and again; has nowhere to write its log to; and is the first process.
 */
final class Signals {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
    private static final int HANG_UPS = 100;
    private static final int STARTS = 10;
    private static final int TERMINATED = 128 + 15;

    private final Fleet fleet;
    private final Traces traces;
    private final Random random;
    private final List<String> summary = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final List<WorkloadId> lost = new ArrayList<>();
    private int acknowledged;

    Signals(Path folder, long seed) {
        this.fleet = new Fleet(folder, FleetSettings.longWork(Duration.ofMinutes(2)));
        this.traces = new Traces(folder);
        this.random = new Random(seed);
    }

    Findings run() throws InterruptedException {
        try (fleet) {
            fleet.start(Part.GATEWAY);
            fleet.awaitGateway();
            fleet.start(Part.LEFT);
            fleet.programs().awaitNode(Part.LEFT.label());
            Work work = Work.on(fleet, traces, List.of(Part.LEFT.label()));
            hangUp();
            underLoad("asked to end", 1);
            underLoad("asked to end twice", 2);
            whileItStarts();
            withoutStreams();
            asFirstProcess();
            fleet.programs().awaitNode(Part.LEFT.label());
            violations.addAll(work.disturbed());
            violations.addAll(traces.begunTwice());
            check(lost.isEmpty(), "lost: " + lost);
            summary.add(
                    "acknowledged under all of this: %d, lost: %d"
                            .formatted(acknowledged, lost.size()));
            return new Findings(summary, violations);
        }
    }

    private void hangUp() {
        for (int i = 0; i < HANG_UPS; i++) {
            fleet.signal(Part.GATEWAY, "HUP");
        }
        check(Referee.within(ENDS_WITHIN, fleet::healthy), "not healthy after many SIGHUP");
        try (GatewayApi session = fleet.operator()) {
            check(new Submissions(session, 10).submit() == null, "takes no work after many SIGHUP");
        }
        summary.add("%d times SIGHUP: goes on".formatted(HANG_UPS));
    }

    private void underLoad(String what, int times) throws InterruptedException {
        try (GatewayApi session = fleet.operator()) {
            Submissions submissions = new Submissions(session, 10);
            AtomicBoolean some = new AtomicBoolean();
            Thread load =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (submissions.submit() == null) {
                                    some.set(true);
                                }
                            });
            check(Referee.within(ENDS_WITHIN, some::get), "no load");
            long begin = System.nanoTime();
            for (int i = 0; i < times; i++) {
                fleet.signal(Part.GATEWAY, "TERM");
            }
            check(fleet.endsWithin(Part.GATEWAY, ENDS_WITHIN), what + ": does not end");
            Duration after = Duration.ofNanos(System.nanoTime() - begin);
            load.join();
            int code = fleet.exitCode(Part.GATEWAY);
            check(times > 1 || code == 0, what + ": ends with " + code);
            fleet.start(Part.GATEWAY);
            fleet.awaitGateway();
            acknowledged += submissions.acknowledged();
            lost.addAll(fleet.ask(submissions::lost));
            summary.add(
                    "%s, with %d acknowledged: ended after %.1f s with %d"
                            .formatted(
                                    what,
                                    submissions.acknowledged(),
                                    after.toMillis() / 1000.0,
                                    code));
        }
    }

    private void whileItStarts() {
        fleet.kill(Part.GATEWAY);
        // As slow as this machine is now, and a little longer.
        int millis = Math.toIntExact(fleet.startTimes().getLast().toMillis() * 5 / 4);
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            fleet.start(Part.GATEWAY);
            fleet.endsWithin(Part.GATEWAY, Duration.ofMillis(random.nextInt(millis)));
            fleet.signal(Part.GATEWAY, "TERM");
            check(fleet.endsWithin(Part.GATEWAY, ENDS_WITHIN), "does not end while it starts");
            codes.add(fleet.exitCode(Part.GATEWAY));
        }
        check(
                codes.stream().allMatch(code -> code == 0 || code == TERMINATED),
                "ended while it started with " + codes);
        summary.add("asked to end while it started: " + codes);
        fleet.start(Part.GATEWAY);
        fleet.awaitGateway();
    }

    /** Closed, and a file system without room. */
    private void withoutStreams() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("no streams", "<&- >&- 2>&-");
        places.put("a full disk below the log", "</dev/null >/dev/full 2>&1");
        places.forEach((name, redirection) -> {
            fleet.kill(Part.GATEWAY);
            fleet.startGateway(List.of("sh", "-c", "exec \"$@\" " + redirection, "sh"));
            fleet.awaitGateway();
            fleet.programs().awaitNode(Part.LEFT.label());
            try (GatewayApi session = fleet.operator()) {
                Submissions submissions = new Submissions(session, 10);
                check(submissions.submit() == null, name + ": takes no work");
                acknowledged += submissions.acknowledged();
            }
            check(fleet.healthy(), name + ": not healthy");
            summary.add(name + ": goes on");
        });
    }

    /** As in a container without another init. */
    private void asFirstProcess() {
        fleet.kill(Part.GATEWAY);
        fleet.startGateway(List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc"));
        fleet.awaitGateway();
        try (GatewayApi session = fleet.operator()) {
            Submissions submissions = new Submissions(session, 10);
            check(submissions.submit() == null, "as the first process: takes no work");
            acknowledged += submissions.acknowledged();
        }
        ProcessHandle.of(fleet.pid(Part.GATEWAY))
                .orElseThrow()
                .children()
                .forEach(child -> Tool.run("kill", "-TERM", Long.toString(child.pid())));
        check(fleet.endsWithin(Part.GATEWAY, ENDS_WITHIN), "as the first process: does not end");
        int code = fleet.exitCode(Part.GATEWAY);
        check(code == 0, "as the first process: ends with " + code);
        summary.add("as the first process: works, and ends with " + code);
        fleet.start(Part.GATEWAY);
        fleet.awaitGateway();
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
