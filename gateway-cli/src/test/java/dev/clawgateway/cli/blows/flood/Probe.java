package dev.clawgateway.cli.blows.flood;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks for {@code /health} all the time, on a new connection each time, as balancers do. */
public final class Probe implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] QUESTION =
            """
            GET /health HTTP/1.1\r
            Host: localhost\r
            Connection: close\r
            \r
            """
                    .getBytes(StandardCharsets.US_ASCII);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private volatile long longestNanos;
    private final AtomicInteger failures = new AtomicInteger();

    public Probe(Target target) {
        thread = Thread.ofPlatform().daemon().start(() -> askOn(target));
    }

    private void askOn(Target target) {
        try {
            while (!over.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                long begin = System.nanoTime();
                if (!ask(target).equals("HTTP 200")) {
                    failures.incrementAndGet();
                }
                longestNanos = Math.max(longestNanos, System.nanoTime() - begin);
            }
        } catch (InterruptedException _) {
            failures.incrementAndGet();
        }
    }

    private static String ask(Target target) {
        try (Socket socket = target.connect(target.plain())) {
            socket.getOutputStream().write(QUESTION);
            return Peer.end(socket, PATIENCE);
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    /** Since the last time this was asked. */
    public Duration longest() {
        Duration longest = Duration.ofNanos(longestNanos);
        longestNanos = 0;
        return longest;
    }

    /** Questions without a good answer, since the beginning. */
    public int failures() {
        return failures.get();
    }

    @Override
    public void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
