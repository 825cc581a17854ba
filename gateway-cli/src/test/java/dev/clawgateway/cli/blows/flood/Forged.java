package dev.clawgateway.cli.blows.flood;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A thousand a second who come with tokens that nobody signed, each on a connection of its own. */
public final class Forged {
    /** Whoever shows what is no good waits for his answer, at most half a minute. */
    private static final Duration ENDED_WITHIN = Duration.ofMinutes(2);

    private static final int PER_TICK = 20;
    private static final Duration TICK = Duration.ofMillis(20);

    /** A header and claims that read well, and a signature of zeros. */
    private static final String TOKEN =
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhZGEiLCJleHAiOjQxMDI0NDQ4MDB9."
                    + "A".repeat(43);

    private static final String JOIN = "{\"agent_key\":\"0123456789abcdef\",\"name\":\"mallory\"}";

    private Forged() {}

    /** Against a gateway that asks for tokens. */
    public static List<Flood> floods() {
        return List.of(
                new Flood(
                        "forged tokens of sessions",
                        (t, s, tally) -> run(t, s, tally, Forged::session)),
                new Flood(
                        "forged tokens of requests",
                        (t, s, tally) ->
                                run(
                                        t,
                                        s,
                                        tally,
                                        at -> request(at, "GET /api/v1/access/whoami", ""))),
                new Flood(
                        "forged tokens to join by",
                        (t, s, tally) ->
                                run(
                                        t,
                                        s,
                                        tally,
                                        at -> request(at, "POST /api/v1/access/join", JOIN))));
    }

    private interface Try {
        String by(Target target) throws IOException;
    }

    private static void run(Target target, Flood.Size size, Tally tally, Try one)
            throws InterruptedException {
        AtomicInteger underWay = new AtomicInteger();
        long begin = System.nanoTime();
        int ticks = (int) (Duration.ofSeconds(size.seconds()).toNanos() / TICK.toNanos());
        for (int tick = 0; tick < ticks; tick++) {
            for (int i = 0; i < PER_TICK; i++) {
                underWay.incrementAndGet();
                Thread.ofVirtual()
                        .start(() -> {
                            tally.count(outcome(target, one));
                            underWay.decrementAndGet();
                        });
            }
            LockSupport.parkNanos(begin + (tick + 1) * TICK.toNanos() - System.nanoTime());
        }
        while (underWay.get() > 0) {
            Thread.sleep(TICK);
        }
    }

    private static String outcome(Target target, Try one) {
        try {
            return one.by(target);
        } catch (IOException e) {
            String message = e.getMessage() == null ? "" : e.getMessage();
            return message.startsWith("HTTP ") ? message : "dropped";
        }
    }

    private static String session(Target target) throws IOException {
        try (Peer peer = Peer.upgraded(target.connect(target.plain()), TOKEN)) {
            peer.text(Beats.register("7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e10", "mallory"));
            return peer.end(ENDED_WITHIN);
        }
    }

    private static String request(Target target, String line, String body) throws IOException {
        Socket socket = target.connect(target.plain());
        socket.getOutputStream()
                .write(
                        (line
                                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                        + Peer.bearer(TOKEN)
                                        + "Content-Length: "
                                        + body.length()
                                        + "\r\n\r\n"
                                        + body)
                                .getBytes(StandardCharsets.US_ASCII));
        return Peer.end(socket, ENDED_WITHIN);
    }
}
