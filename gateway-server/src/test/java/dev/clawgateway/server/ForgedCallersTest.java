package dev.clawgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever shows something good waits for nobody who does not. Prints what was measured; more of it
 * with {@code -Dforged.rate} and {@code -Dforged.joins}.
 */
class ForgedCallersTest {
    private static final int RATE = Integer.getInteger("forged.rate", 1000);
    private static final int JOINS = Integer.getInteger("forged.joins", 50);
    private static final int NODES = Integer.getInteger("forged.nodes", 500);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @TempDir private Path folder;

    @Test
    @DisplayName(
            "OpenClaw PR 77527: a thousand forged joins a second delay no good one by a second")
    void forgedJoinsDelayNoGoodOne() throws Exception {
        try (AskingGateway gateway = new AskingGateway(folder)) {
            String good = gateway.token(new Holder.Join("*", Map.of(), 10 * JOINS));
            String forged = good.substring(0, good.lastIndexOf('.') + 1) + "A".repeat(43);
            long[] warm = joins(gateway, good, "warm");
            long[] before = joins(gateway, good, "before");
            long[] during;
            long sent;
            try (Forgers forgers = new Forgers(gateway.address(), forged, RATE)) {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> forgers.sent() >= RATE && forgers.refused() > 0);
                long start = forgers.sent();
                long nanos = new SystemTime().nanos();
                during = joins(gateway, good, "during");
                long took = new SystemTime().nanos() - nanos;
                sent = (forgers.sent() - start) * A_SECOND.toNanos() / took;
                assertThat(forgers.letIn()).isZero();
                System.out.println("of the forged: " + forgers);
            }
            print("warming", warm);
            print("none forged", before);
            print(sent + " forged a second", during);

            assertThat(usual(during)).isLessThan(usual(before).plus(A_SECOND));
        }
    }

    /** Each on a connection of its own, as machines come that join. */
    private static long[] joins(AskingGateway gateway, String token, String name) throws Exception {
        long[] nanos = new long[JOINS];
        for (int i = 0; i < JOINS; i++) {
            byte[] request = Forgers.join(token, "key-of-%s-%010d".formatted(name, i), name + i);
            long start = new SystemTime().nanos();
            try (RawClient agent = RawClient.open(new Socket(), gateway.address())) {
                agent.raw(request);
                assertThat(agent.http("").getFirst()).contains(" 201 ");
            }
            nanos[i] = new SystemTime().nanos() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    /**
     * The longest says how busy the machine is; who has to wait because of others always has to.
     */
    private static Duration usual(long[] sorted) {
        return Duration.ofNanos(sorted[sorted.length / 2]);
    }

    private static void print(String what, long[] sorted) {
        System.out.printf(
                Locale.ROOT,
                "%s: p50 %.1f ms, p90 %.1f ms, max %.1f ms of %d%n",
                what,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 9 / 10] / 1e6,
                sorted[sorted.length - 1] / 1e6,
                sorted.length);
    }

    /** All behind one address, and one of them goes on trying with a token that was taken back. */
    @Test
    void aDeadTokenDelaysNobodyBehindTheSameAddress() throws Exception {
        List<RawClient> nodes = new ArrayList<>();
        try (AskingGateway gateway = new AskingGateway(folder);
                ExecutorService dead = Executors.newVirtualThreadPerTaskExecutor()) {
            String token = gateway.node("n-*");
            String revoked = gateway.token("dead", new Holder.Node("d", Map.of()), A_SECOND);
            gateway.delete("/api/v1/access/tokens/dead", gateway.root());
            long[] before = registrations(gateway, token, 0, NODES / 2, nodes);

            List<Future<?>> tries = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                tries.add(dead.submit(() -> refused(gateway, revoked)));
            }
            long[] during = registrations(gateway, token, NODES / 2, NODES, nodes);
            for (Future<?> tried : tries) {
                tried.get();
            }
            print("no dead token", before);
            print("one that tries and tries", during);

            assertThat(usual(during)).isLessThan(usual(before).plus(A_SECOND));
            assertThat(nodes).hasSize(NODES);
        } finally {
            for (RawClient node : nodes) {
                node.close();
            }
        }
    }

    private static long[] registrations(
            AskingGateway gateway, String token, int from, int until, List<RawClient> nodes)
            throws IOException {
        long[] nanos = new long[until - from];
        for (int i = from; i < until; i++) {
            long start = new SystemTime().nanos();
            RawClient node = gateway.session(token);
            nodes.add(node);
            node.text(Frames.register(new NodeId(new UUID(8, i)), "n-" + i, 1));
            node.expect("registered");
            nanos[i - from] = new SystemTime().nanos() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static Void refused(AskingGateway gateway, String token) throws IOException {
        try (RawClient node = gateway.session(token)) {
            node.text(Frames.register(new NodeId(new UUID(7, 7)), "d", 1));
            node.expectError(1005);
        }
        return null;
    }
}
