package dev.clawgateway.cli.blows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The gateway is asked to end at random moments: under load, and while it starts. It ends in time
 * and with 0, tells everybody, and nothing that was acknowledged is lost.
 */
final class Stops {
    /** As configured: {@code limits.shutdown_timeout_secs}. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    private static final Duration WAITED_FOR = Duration.ofSeconds(60);
    private static final int MAX_ANSWERS_BETWEEN = 24;
    private static final int TERMINATED = 128 + 15;
    private static final Pattern CLOSED = Pattern.compile("closed with (\\d+) \\(([^)]*)\\)");
    private static final Pattern HINT = Pattern.compile("service restart; retry after \\d+ ms");

    private final int stops;
    private final Random random;
    private final Fleet fleet;
    private final Traces traces;
    private final List<Duration> underLoad = new ArrayList<>();
    private final List<Duration> whileStarting = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int unheard;
    private int closedNodes;

    Stops(Path folder, int stops, long seed) {
        this.stops = stops;
        this.random = new Random(seed);
        this.fleet = new Fleet(folder, FleetSettings.USUAL);
        this.traces = new Traces(folder);
    }

    Findings run() throws InterruptedException {
        try (fleet) {
            fleet.startAll();
            Loads loads = Loads.start(fleet, traces, random);
            for (int stop = 0; stop < stops; stop++) {
                if (random.nextBoolean()) {
                    stopUnderLoad(loads);
                } else {
                    stopWhileStarting();
                }
            }
            loads.end();
            violations.addAll(new Referee(fleet, traces, loads.all()).judge());
            Part.AGENTS.forEach(agent -> readCloses(fleet.programs().log(agent.label())));
            check(underLoad.isEmpty() || closedNodes > 0, "no node was told anything");
            return new Findings(summary(loads), violations);
        }
    }

    private void stopUnderLoad(Loads loads) throws InterruptedException {
        loads.awaitAnswers(random.nextInt(1, MAX_ANSWERS_BETWEEN));
        try (Watchers watchers = new Watchers(fleet.programs().url())) {
            watchers.open();
            underLoad.add(stop("under load", false));
            violations.addAll(watchers.wrong());
        }
        fleet.start(Part.GATEWAY);
        fleet.awaitGateway();
    }

    /** As slow as this machine is now, and a little longer. */
    private void stopWhileStarting() {
        int millis = Math.toIntExact(fleet.startTimes().getLast().toMillis() * 5 / 4);
        stop("to be started again", false);
        int said = fleet.programs().log(Part.GATEWAY.label()).length();
        fleet.start(Part.GATEWAY);
        if (fleet.endsWithin(Part.GATEWAY, Duration.ofMillis(random.nextInt(millis)))) {
            violations.add("ended by itself with " + fleet.exitCode(Part.GATEWAY));
        } else {
            boolean silent = fleet.programs().log(Part.GATEWAY.label()).length() == said;
            whileStarting.add(stop("while it starts", silent));
        }
        fleet.start(Part.GATEWAY);
        fleet.awaitGateway();
    }

    /**
     * @param silent whether it may be the JVM alone that ends: the program has said nothing yet
     */
    private Duration stop(String when, boolean silent) {
        long begin = System.nanoTime();
        fleet.signal(Part.GATEWAY, "TERM");
        check(fleet.endsWithin(Part.GATEWAY, WAITED_FOR), when + ": does not end");
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        check(took.compareTo(ENDS_WITHIN) <= 0, when + ": took " + took);
        int code = fleet.exitCode(Part.GATEWAY);
        if (silent && code == TERMINATED) {
            unheard++;
        } else {
            check(code == 0, when + ": ends with " + code);
        }
        return took;
    }

    /** What nodes say of the ends of their sessions. */
    private void readCloses(String log) {
        Matcher closed = CLOSED.matcher(log);
        while (closed.find()) {
            closedNodes++;
            check(
                    closed.group(1).equals("1012") && HINT.matcher(closed.group(2)).matches(),
                    "a node's session was " + closed.group());
        }
    }

    private List<String> summary(Loads loads) {
        return List.of(
                "asked to end: %d times, %d under load, %d while it started, of these %d before the program ran"
                        .formatted(
                                underLoad.size() + whileStarting.size(),
                                underLoad.size(),
                                whileStarting.size(),
                                unheard),
                "ended under load: " + Spread.of(underLoad),
                "ended while it started: " + Spread.of(whileStarting),
                "sessions of nodes that were told when to come back: " + closedNodes,
                "acknowledged: %d submissions; %d questions unanswered"
                        .formatted(loads.promises().size(), loads.unanswered()),
                "start to ready: " + Spread.of(fleet.startTimes()));
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
