package dev.clawgateway.cli.blows.flood;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that are small to write and large to read. */
public final class Bombs {
    /** What is counted for each. */
    public static final String EXPLODED = "bombs";

    private static final Duration ENDED_WITHIN = Duration.ofMinutes(2);
    private static final String HELLO =
            "{\"type\":\"hello\",\"version\":\"0.1.0\",\"protocol_version\":1}";
    private static final int DEPTH = 100_000;

    /** As many as fit into a message. */
    private static final int KEYS = 80_000;

    private static final int COLLIDING_BITS = 14;

    private Bombs() {}

    /** Each as a first message, and of an operator. */
    public static List<Flood> floods() {
        List<Flood> all = new ArrayList<>();
        all.add(bomb("arrays 100,000 deep", "[".repeat(DEPTH)));
        all.add(bomb("objects 100,000 deep", "{\"a\":".repeat(DEPTH)));
        all.add(bomb("keys of one hash", object(colliding())));
        all.add(bomb("a key repeated", object("\"type\":\"hello\",".repeat(KEYS / 2) + "\"a\":1")));
        all.add(bomb("1e999999", of("1e999999")));
        all.add(bomb("a number of 1,000,000 digits", of("7".repeat(1_000_000))));
        all.add(bomb("a lone surrogate", of("\"\\ud800\"")));
        all.add(bomb("a byte order mark", "\ufeff" + HELLO));
        all.add(bomb("NaN", of("NaN")));
        return all;
    }

    private static String object(String members) {
        return "{" + members + "}";
    }

    private static String of(String value) {
        return object("\"type\":\"get_status\",\"limit\":" + value);
    }

    /** Aa and BB have the same hash in Java, and so has whatever is put together of them. */
    private static String colliding() {
        return IntStream.range(0, 1 << COLLIDING_BITS)
                .mapToObj(number -> {
                    StringBuilder key = new StringBuilder("\"");
                    for (int bit = 0; bit < COLLIDING_BITS; bit++) {
                        key.append((number >> bit & 1) == 0 ? "Aa" : "BB");
                    }
                    return key + "\":0";
                })
                .collect(Collectors.joining(","));
    }

    private static Flood bomb(String name, String text) {
        return new Flood(
                "JSON: " + name,
                (target, size, tally) -> {
                    Crowds crowds = new Crowds(tally);
                    crowds.repeat(
                            size,
                            size.few(),
                            index -> {
                                try (Peer peer =
                                        crowds.connecting(() ->
                                                Peer.upgraded(target.connect(target.plain())))) {
                                    if (index % 2 == 1) {
                                        peer.text(HELLO);
                                        peer.message();
                                    }
                                    peer.text(text);
                                    String answer = peer.message();
                                    tally.count(EXPLODED);
                                    tally.count(
                                            answer.contains("\"error\"")
                                                    ? "answered with an error"
                                                    : "taken");
                                    return index % 2 == 1 ? "stays" : peer.end(ENDED_WITHIN);
                                }
                            });
                });
    }
}
