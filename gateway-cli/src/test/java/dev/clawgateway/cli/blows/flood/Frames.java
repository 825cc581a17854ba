package dev.clawgateway.cli.blows.flood;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Floods of frames: pieces that never end, pings, pongs, and sizes that nobody means. */
public final class Frames {
    private static final Duration ENDED_WITHIN = Duration.ofMinutes(2);
    private static final int AT_ONCE = 500;
    private static final byte[] NOTHING = {};
    private static final byte[] ONE = {'x'};

    private Frames() {}

    public static List<Flood> floods() {
        return List.of(
                endless("fragments of one byte", times(Peer.frame(Peer.CONTINUATION, ONE))),
                endless("fragments of no byte", times(Peer.frame(Peer.CONTINUATION, NOTHING))),
                endless(
                        "fragments between pings",
                        times(
                                Peer.frame(Peer.CONTINUATION, ONE),
                                Peer.frame(0x80 | Peer.PING, ONE))),
                new Flood("a fragment now and then", Frames::slow),
                unbegun("pings", times(Peer.frame(0x80 | Peer.PING, ONE))),
                unbegun("pongs", times(Peer.frame(0x80 | Peer.PONG, ONE))),
                header("a frame of 2^63-1 bytes", Long.MAX_VALUE),
                header("a frame of 1 GiB, announced", 1L << 30),
                new Flood("a message of 64 MiB", Frames::large));
    }

    private static byte[] times(byte[]... frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < AT_ONCE; i++) {
            for (byte[] frame : frames) {
                out.writeBytes(frame);
            }
        }
        return out.toByteArray();
    }

    /** A text that has begun and goes on like this. */
    private static Flood endless(String name, byte[] part) {
        return repeated(name, Peer.frame(Peer.TEXT, ONE), part);
    }

    private static Flood unbegun(String name, byte[] part) {
        return repeated(name, NOTHING, part);
    }

    /** On one session after the other, as long as the flood goes on. */
    private static Flood repeated(String name, byte[] begin, byte[] part) {
        return new Flood(
                name,
                (target, size, tally) -> {
                    long end = System.nanoTime() + Duration.ofSeconds(size.seconds()).toNanos();
                    Crowds crowds = new Crowds(tally);
                    crowds.run(
                            size.few(),
                            _ -> {
                                while (System.nanoTime() < end) {
                                    try (Peer peer =
                                            Peer.upgraded(target.connect(target.plain()))) {
                                        peer.raw(begin);
                                        tally.count(flood(peer, part, tally));
                                    }
                                }
                                return "over";
                            });
                });
    }

    /** Until it is closed; whoever writes on meanwhile may be reset before he reads the code. */
    private static String flood(Peer peer, byte[] part, Tally tally) throws IOException {
        Thread writer =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                while (!Thread.interrupted()) {
                                    peer.raw(part);
                                    tally.count("frames", AT_ONCE);
                                }
                            } catch (IOException _) {
                                return; // closed, as it should be
                            }
                        });
        try {
            return peer.end(ENDED_WITHIN);
        } finally {
            writer.interrupt();
        }
    }

    private static void slow(Target target, Flood.Size size, Tally tally) throws Exception {
        Crowds crowds = new Crowds(tally);
        crowds.run(
                size.few(),
                _ -> {
                    try (Peer peer = Peer.upgraded(target.connect(target.plain()))) {
                        peer.text(Beats.register(UUID.randomUUID().toString(), "slow"));
                        peer.raw(Peer.frame(Peer.TEXT, ONE));
                        for (String ended = "still open";
                                ;
                                ended = peer.end(Duration.ofSeconds(2))) {
                            if (!ended.equals("still open")) {
                                return ended;
                            }
                            peer.raw(Peer.frame(Peer.CONTINUATION, ONE));
                        }
                    }
                });
    }

    private static Flood header(String name, long length) {
        return once(name, () -> Peer.header(0x80 | Peer.TEXT, length));
    }

    private static void large(Target target, Flood.Size size, Tally tally) throws Exception {
        byte[] part = new byte[1 << 20];
        Crowds crowds = new Crowds(tally);
        crowds.repeat(
                size,
                size.few(),
                _ -> {
                    try (Peer peer = Peer.upgraded(target.connect(target.plain()))) {
                        peer.raw(Peer.frame(Peer.TEXT, part));
                        return flood(peer, Peer.frame(Peer.CONTINUATION, part), new Tally());
                    }
                });
    }

    private static Flood once(String name, Supplier<byte[]> bytes) {
        return new Flood(
                name,
                (target, size, tally) -> {
                    Crowds crowds = new Crowds(tally);
                    crowds.repeat(
                            size,
                            size.many() / 5,
                            _ -> {
                                try (Peer peer =
                                        crowds.connecting(() ->
                                                Peer.upgraded(target.connect(target.plain())))) {
                                    peer.raw(bytes.get());
                                    return peer.end(ENDED_WITHIN);
                                }
                            });
                });
    }
}
