package dev.clawgateway.cli.blows.flood;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Well-behaved nodes, each on a session of its own, whose heartbeats are acknowledged: how soon,
 * and whether all of them stay. Each has a thread of the system's: virtual ones would wait for
 * those who flood from this process, and not for the gateway.
 */
public final class Beats implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final ConcurrentLinkedQueue<Long> roundTrips = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> nodes;

    /** So many nodes that are registered when this returns. */
    public Beats(Target target, int count) throws InterruptedException {
        CountDownLatch registered = new CountDownLatch(count);
        nodes =
                IntStream.range(0, count)
                        .mapToObj(i ->
                                Thread.ofPlatform()
                                        .daemon()
                                        .start(() -> live(target, i, registered)))
                        .toList();
        if (!registered.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("not all are registered: " + lost);
        }
    }

    private void live(Target target, int index, CountDownLatch registered) {
        String id = new UUID(0xbea7, index).toString();
        try (Peer node = Peer.upgraded(target.connect(target.plain()), target.token())) {
            node.text(register(id, "beat-" + index));
            await(node, "\"registered\"");
            registered.countDown();
            while (!over.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                long begin = System.nanoTime();
                node.text(
                        "{\"type\":\"heartbeat\",\"node_id\":\"%s\",\"timestamp\":\"2026-03-04T05:06:37.018Z\"}"
                                .formatted(id));
                await(node, "\"heartbeat_ack\"");
                roundTrips.add(System.nanoTime() - begin);
            }
        } catch (IOException | InterruptedException e) {
            lost.add("beat-" + index + ": " + e.getMessage());
        }
    }

    static String register(String id, String name) {
        return ("{\"type\":\"register\",\"node_id\":\"%s\",\"name\":\"%s\",\"capabilities\":{\"gpus\":[],"
                        + "\"memory_mib\":1024,\"cpu_cores\":1,\"runtimes\":[]},\"protocol_version\":1}")
                .formatted(id, name);
    }

    private static void await(Peer node, String type) throws IOException {
        String said = node.message();
        while (!said.contains(type)) {
            said = node.message();
        }
    }

    /** The round trips since the last time this was asked. */
    public Times taken() {
        long[] nanos = new long[roundTrips.size()];
        for (int i = 0; i < nanos.length; i++) {
            Long next = roundTrips.poll();
            nanos[i] = next == null ? 0 : next;
        }
        Arrays.sort(nanos);
        return new Times(nanos);
    }

    /** Those whose session has ended, with the reason. */
    public List<String> lost() {
        return List.copyOf(lost);
    }

    @Override
    public void close() {
        over.countDown();
        try {
            for (Thread node : nodes) {
                node.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How long heartbeats took. */
    public static final class Times {
        /** The shortest first. */
        private final long[] nanos;

        private Times(long[] nanos) {
            this.nanos = nanos;
        }

        public Duration p99() {
            return nanos.length == 0
                    ? Duration.ofDays(1)
                    : Duration.ofNanos(nanos[(int) ((nanos.length - 1) * 0.99)]);
        }

        @Override
        public String toString() {
            return "%d heartbeats, p99 %.1f ms, longest %.1f ms"
                    .formatted(
                            nanos.length,
                            p99().toNanos() / 1e6,
                            nanos.length == 0 ? 0 : nanos[nanos.length - 1] / 1e6);
        }
    }
}
