package dev.clawgateway.cli.blows.flood;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Whoever has been let in and takes more than there is for one. */
public final class Greedy {
    private static final Duration ENDED_WITHIN = Duration.ofMinutes(2);
    private static final int WINDOW = 4096;
    private static final String HELLO =
            "{\"type\":\"hello\",\"version\":\"0.1.0\",\"protocol_version\":1}";

    private Greedy() {}

    public static List<Flood> floods() {
        return List.of(
                new Flood("messages without measure", Greedy::messages),
                new Flood("answers that nobody reads", Greedy::unread));
    }

    /** Nodes that send as fast as they can. */
    private static void messages(Target target, Flood.Size size, Tally tally) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(size.seconds()).toNanos();
        Crowds crowds = new Crowds(tally);
        crowds.run(
                size.few(),
                _ -> {
                    String id = UUID.randomUUID().toString();
                    try (Peer peer = Peer.upgraded(target.connect(target.plain()))) {
                        peer.text(Beats.register(id, "greedy-" + id.substring(0, 8)));
                        Thread reader = Thread.ofVirtual().start(() -> ended(peer, tally));
                        byte[] beat =
                                Peer.frame(
                                        0x80 | Peer.TEXT,
                                        ("{\"type\":\"heartbeat\",\"node_id\":\"%s\",\"timestamp\":"
                                                        + "\"2026-03-04T05:06:37.018Z\"}")
                                                .formatted(id)
                                                .getBytes(StandardCharsets.UTF_8));
                        while (reader.isAlive() && System.nanoTime() < end) {
                            peer.raw(beat);
                            tally.count("messages");
                        }
                        return "over";
                    }
                });
    }

    private static void ended(Peer peer, Tally tally) {
        try {
            tally.count(peer.end(ENDED_WITHIN));
        } catch (IOException _) {
            tally.count("slowed down until it left");
        }
    }

    /** Operators with a window of 4 KiB who ask, and read nothing but the first answer. */
    private static void unread(Target target, Flood.Size size, Tally tally) throws Exception {
        byte[] ask =
                Peer.frame(
                        0x80 | Peer.TEXT,
                        "{\"type\":\"list_nodes\"}".getBytes(StandardCharsets.UTF_8));
        Crowds crowds = new Crowds(tally);
        crowds.run(
                size.few(),
                _ -> {
                    try (Peer peer = Peer.upgraded(target.connect(target.plain(), WINDOW))) {
                        peer.text(HELLO);
                        peer.message();
                        Thread asking = Thread.ofVirtual().start(() -> ask(peer, ask, tally));
                        // Waits, or fails, once the gateway reads no more, and ends with the
                        // session.
                        boolean ended = asking.join(Duration.ofSeconds(5L * size.seconds()));
                        return ended ? "dropped" : "left in the end";
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                });
    }

    private static void ask(Peer peer, byte[] question, Tally tally) {
        try {
            while (!Thread.interrupted()) {
                peer.raw(question);
                tally.count("questions");
            }
        } catch (IOException _) {
            return; // dropped, as it should be
        }
    }
}
