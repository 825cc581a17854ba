package dev.clawgateway.bench.stream;

import dev.clawgateway.core.time.SystemTime;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Many readers of a gateway's events, some of which are dead: they ask and never read. Prints how
 * many events a second the living got, how long after an event happened, and whether any was
 * missing. The gateway runs by itself; its limit of streams of one caller does not count for
 * programs of the same machine.
 *
 * <p>Arguments: address ({@code 127.0.0.1:8080}), readers, how many of them are dead, seconds,
 * workloads to submit a second, each of which is an event or two.
 */
public final class StreamReaders {
    private static final int MOST_MILLIS = 600_000;
    private static final Duration BETWEEN_SUBMISSIONS = Duration.ofMillis(100);

    private final InetSocketAddress address;
    private final SystemTime time = new SystemTime();
    private final ConcurrentHistogram millis = new ConcurrentHistogram(MOST_MILLIS, 3);
    private final LongAdder events = new LongAdder();
    private final LongAdder missing = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private volatile boolean over;

    private StreamReaders(InetSocketAddress address) {
        this.address = address;
    }

    public static void main(String[] arguments) throws Exception {
        URI gateway = URI.create("http://" + arguments[0]);
        int readers = Integer.parseInt(arguments[1]);
        int dead = Integer.parseInt(arguments[2]);
        Duration lasts = Duration.ofSeconds(Long.parseLong(arguments[3]));
        int perSecond = Integer.parseInt(arguments[4]);
        new StreamReaders(new InetSocketAddress(gateway.getHost(), gateway.getPort()))
                .run(gateway, readers, dead, lasts, perSecond);
    }

    private void run(URI gateway, int readers, int dead, Duration lasts, int perSecond)
            throws IOException, InterruptedException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            sockets.add(open(i < dead));
        }
        for (Socket living : sockets.subList(dead, readers)) {
            Thread.ofVirtual().start(() -> read(living));
        }
        long begin = time.nanos();
        long submitted = produce(gateway, lasts, perSecond);
        double seconds = (time.nanos() - begin) / 1e9;
        over = true;
        System.out.printf(
                "%d readers, %d dead, %.1f s, %d workloads submitted%n"
                        + "%d events to the living, %.0f a second in all%n"
                        + "after it happened: median %d ms, 99%% within %d ms, at most %d ms%n"
                        + "numbers missing %d, streams ended early %d%n",
                readers,
                dead,
                seconds,
                submitted,
                events.sum(),
                events.sum() / seconds,
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(99),
                millis.getMaxValue(),
                missing.sum(),
                ended.sum());
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private Socket open(boolean dead) throws IOException {
        Socket socket = new Socket();
        if (dead) {
            socket.setReceiveBufferSize(4096);
        }
        socket.connect(address);
        String request =
                "GET /api/v1/events HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private long produce(URI gateway, Duration lasts, int perSecond)
            throws IOException, InterruptedException {
        String line =
                "{\"spec\":{\"image\":\"process\",\"command\":[\"true\"],\"env\":{},"
                        + "\"gpu_count\":1,\"memory_mb\":0,\"cpu_cores\":0}}\n";
        int each = (int) Math.max(1, perSecond * BETWEEN_SUBMISSIONS.toMillis() / 1000);
        HttpRequest request =
                HttpRequest.newBuilder(gateway.resolve("/api/v1/workloads"))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(line.repeat(each)))
                        .build();
        long submitted = 0;
        long begin = time.nanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (time.nanos() - begin < lasts.toNanos()) {
                client.send(request, BodyHandlers.discarding());
                submitted += each;
                long due = begin + submitted * 1_000_000_000L / perSecond;
                Thread.sleep(Duration.ofNanos(Math.max(0, due - time.nanos())));
            }
        }
        Thread.sleep(Duration.ofSeconds(1)); // for what is still on its way
        return submitted;
    }

    private void read(Socket socket) {
        try (InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14)) {
            long last = 0;
            for (String line = line(in); line != null; line = line(in)) {
                if (line.startsWith("id: ")) {
                    long number = Long.parseLong(line.substring(4));
                    missing.add(last == 0 ? 0 : number - last - 1);
                    last = number;
                } else if (line.startsWith("data: {\"type\":\"event\"")) {
                    took(line);
                }
            }
            ended.increment();
        } catch (IOException e) {
            if (!over) {
                ended.increment();
            }
        }
    }

    private void took(String line) {
        events.increment();
        int at = line.indexOf("\"at\":\"") + 6;
        Instant happened = Instant.parse(line.substring(at, line.indexOf('"', at)));
        long late = Duration.between(happened, time.now()).toMillis();
        millis.recordValue(Math.clamp(late, 0, MOST_MILLIS));
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
