package dev.clawgateway.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Programs that try to join by forged tokens, each on a connection of its own; from a few addresses
 * of this machine that nobody else uses. At a steady pace, but for a machine that cannot keep it:
 * there as many as are answered.
 */
final class Forgers implements AutoCloseable {
    private static final int ADDRESSES = 8;
    private static final int READ_MILLIS = 10_000;

    /** Who waits for an answer; those who are told to wait are told so after a while. */
    private static final int MOST_AT_ONCE = 2000;

    private static final Duration TICK = Duration.ofMillis(10);

    private final InetSocketAddress gateway;
    private final byte[] request;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong toldToWait = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong letIn = new AtomicLong();
    private final AtomicInteger next = new AtomicInteger();
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    Forgers(InetSocketAddress gateway, String token, int perSecond) {
        this.gateway = gateway;
        request = join(token, "0123456789abcdef", "mallory");
        int each = (int) (perSecond * TICK.toMillis() / 1000);
        var _ =
                pace.scheduleAtFixedRate(
                        () -> begin(each), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A request to join, after which the connection is closed. */
    static byte[] join(String token, String agentKey, String name) {
        String body = "{\"agent_key\":\"%s\",\"name\":\"%s\"}".formatted(agentKey, name);
        return ("POST /api/v1/access/join HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + AskingGateway.bearer(token)
                        + "Content-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void begin(int count) {
        for (int i = 0; i < count && room.tryAcquire(); i++) {
            callers.execute(this::tryOnce);
        }
    }

    private void tryOnce() {
        String own = "127.0.1." + (1 + next.getAndIncrement() % ADDRESSES);
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(READ_MILLIS);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(own), 0));
            socket.connect(gateway, READ_MILLIS);
            socket.getOutputStream().write(request);
            sent.incrementAndGet();
            String status =
                    new BufferedReader(
                                    new InputStreamReader(
                                            socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine();
            if (status != null && status.contains(" 401 ")) {
                refused.incrementAndGet();
            } else if (status != null && status.contains(" 429 ")) {
                toldToWait.incrementAndGet();
            } else if (status != null) {
                letIn.incrementAndGet();
            }
        } catch (IOException _) {
            dropped.incrementAndGet(); // by the bounds on connections, or when all is over
        } finally {
            room.release();
        }
    }

    long sent() {
        return sent.get();
    }

    /** What became of them. */
    @Override
    public String toString() {
        return "%d refused, %d told to wait, %d dropped"
                .formatted(refused.get(), toldToWait.get(), dropped.get());
    }

    long refused() {
        return refused.get();
    }

    /** How many were neither. */
    long letIn() {
        return letIn.get();
    }

    @Override
    public void close() {
        pace.shutdownNow();
        callers.shutdownNow();
    }
}
