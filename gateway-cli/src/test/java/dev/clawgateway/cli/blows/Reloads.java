package dev.clawgateway.cli.blows;

import dev.clawgateway.client.api.GatewayApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The gateway is told again and again to read its configuration, which is good, or bad in one of
 * many ways, while nodes are connected and work is submitted. Each good one says its own number in
 * several keys, so that half of one beside half of another would show.
 */
final class Reloads {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String APPLIED = "gateway_config_reloads_total{result=\"applied\"} ";
    private static final String REFUSED = "gateway_config_reloads_total{result=\"refused\"} ";
    private static final Pattern SETTING =
            Pattern.compile("\\{\"key\":\"([a-z_.]+)\",\"value\":\"(\\d+)\"");

    /** What each of the numbered keys is above the number. */
    private enum Numbered {
        NODE_TIMEOUT("server.node_timeout_secs", 120),
        METRICS("timing.metrics_interval_secs", 10),
        START("workloads.start_timeout_secs", 900),
        FRAGMENTS("limits.max_fragments", 1000),
        RESERVE("scheduler.reserve_after_secs", 300),
        DISCOVERY("discovery.mass_silence_secs", 3600),
        AUDIT("audit.keep_files", 32);

        private final String key;
        private final int base;

        Numbered(String key, int base) {
            this.key = key;
            this.base = base;
        }

        /** The text with this key as the number has it. */
        private String in(String text, int number) {
            String head = "[" + key.substring(0, key.indexOf('.')) + "]\n";
            String name = key.substring(key.indexOf('.') + 1);
            String line = name + " = " + (base + number) + "\n";
            if (text.contains("\n" + name + " = ")) {
                return text.replaceFirst("(?m)^" + name + " = .*\n", line);
            }
            return text.contains(head) ? text.replace(head, head + line) : text + head + line;
        }
    }

    private final Fleet fleet;
    private final int rounds;
    private final Random random;
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private int last;

    Reloads(Path folder, int rounds, long seed) {
        this.fleet = new Fleet(folder, FleetSettings.longWork(Duration.ofMinutes(2)));
        this.rounds = rounds;
        this.random = new Random(seed);
    }

    Findings run() throws InterruptedException {
        try (fleet) {
            fleet.start(Part.GATEWAY);
            fleet.awaitGateway();
            fleet.start(Part.LEFT);
            fleet.start(Part.SIMULATED);
            fleet.programs().awaitNode(Part.LEFT.label());
            fleet.programs().awaitNode(Fleet.SIMULATED_NODE);
            good(0);
            String before = sessions();
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger submitted = new AtomicInteger();
            Thread load = Thread.ofVirtual().start(() -> load(over, submitted));
            Thread reader = Thread.ofVirtual().start(() -> read(over));
            for (int round = 1; round <= rounds; round++) {
                round(round);
            }
            over.set(true);
            load.join();
            reader.join();
            String after = sessions();
            check(before.equals(after), "sessions were lost: " + before + ", then " + after);
            check(fleet.healthy(), "not healthy in the end");
            return new Findings(
                    List.of(
                            "%d reloads: %.0f applied, %.0f refused; %d times looked at meanwhile"
                                    .formatted(
                                            rounds,
                                            fleet.metric(APPLIED),
                                            fleet.metric(REFUSED),
                                            looks.get()),
                            "%d submissions acknowledged meanwhile; %s"
                                    .formatted(submitted.get(), after)),
                    violations);
        }
    }

    private void round(int round) {
        switch (random.nextInt(3)) {
            case 0 -> bad(round);
            case 1 -> storm(round);
            default -> good(round);
        }
        // An earlier signal may have been answered meanwhile, and counted for this one.
        check(
                Referee.within(SOON, () -> numberInForce() == last),
                "number %d is in force after %d".formatted(numberInForce(), last));
    }

    private void good(int number) {
        write(numbered(number));
        last = number;
        reload(APPLIED);
    }

    /** Several signals for several files, of which the last counts. */
    private void storm(int number) {
        for (int i = 0; i < 5; i++) {
            write(numbered(random.nextInt(3000)));
            fleet.signal(Part.GATEWAY, "HUP");
        }
        good(number);
        check(
                Referee.within(SOON, () -> numberInForce() == number),
                "the last of many files does not count: " + number);
    }

    private void bad(int number) {
        String text = numbered(number);
        switch (random.nextInt(6)) {
            case 0 -> write(text.substring(0, text.length() - 20) + "\n[limits");
            case 1 -> write(text + "\n[health]\nready_requires_node = true\n");
            case 2 -> write(text + "\n[membership]\nretention_hours = 0\n");
            case 3 -> write(text + "\n[tls]\ncert_path = \"/no/such\"\nkey_path = \"/no/such\"\n");
            case 4 -> write(text + "\n[mesh]\ncidr = \"${NO_SUCH_VARIABLE}\"\n");
            default -> remove();
        }
        reload(REFUSED);
    }

    private String numbered(int number) {
        String text = fleet.configuration();
        for (Numbered key : Numbered.values()) {
            text = key.in(text, number);
        }
        return text;
    }

    private void reload(String counter) {
        double before = fleet.metric(counter);
        fleet.signal(Part.GATEWAY, "HUP");
        check(
                Referee.within(SOON, () -> fleet.metric(counter) > before),
                "no reload within " + SOON + ": " + counter);
    }

    /** The number that all keys say; -1 where they say several. */
    private int numberInForce() {
        Set<Integer> numbers = new TreeSet<>();
        String settings = fleet.told("/api/v1/gateway/configuration");
        for (MatchResult found : SETTING.matcher(settings).results().toList()) {
            for (Numbered key : Numbered.values()) {
                if (key.key.equals(found.group(1))) {
                    numbers.add(Integer.parseInt(found.group(2)) - key.base);
                }
            }
        }
        looks.incrementAndGet();
        if (numbers.size() != 1) {
            violations.add("half of one configuration and half of another: " + numbers);
            return -1;
        }
        return numbers.iterator().next();
    }

    /** Nodes that registered, and sessions that ended. */
    private String sessions() {
        return fleet.told("/metrics")
                .lines()
                .filter(line ->
                        line.startsWith("gateway_connected_nodes ")
                                || line.startsWith("gateway_sessions_closed_total")
                                || line.matches(
                                        "gateway_frames_total\\{direction=\"in\",type=\"register\"} .*"))
                .sorted()
                .toList()
                .toString();
    }

    private void load(AtomicBoolean over, AtomicInteger submitted) {
        try (GatewayApi session = fleet.operator()) {
            Submissions submissions = new Submissions(session, 10);
            while (!over.get()) {
                String answer = submissions.submit();
                if (answer != null) {
                    violations.add("a submission was answered with " + answer);
                    return;
                }
                submitted.incrementAndGet();
            }
        }
    }

    private void read(AtomicBoolean over) {
        while (!over.get()) {
            int _ = numberInForce();
        }
    }

    /** In one step, as whoever is careful does it. */
    private void write(String text) {
        try {
            Path next = Files.writeString(fleet.folder().resolve("next.toml"), text);
            Files.move(next, fleet.configurationFile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove() {
        try {
            Files.deleteIfExists(fleet.configurationFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
