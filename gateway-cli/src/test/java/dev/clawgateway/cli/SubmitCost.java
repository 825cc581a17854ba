package dev.clawgateway.cli;

import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes until many submissions are acknowledged: as one file, as requests of their own
 * over some connections, and in a session of the claw protocol with as many under way, each way
 * with a packaged gateway and a store of its own. Reports and does not judge, so no run of all
 * tests includes it: see docs/benchmarks.md.
 */
class SubmitCost {
    private static final double NANOS = 1e9;
    private static final int CREATED = 201;
    private static final WorkloadSpec SPEC =
            new WorkloadSpec("process", List.of("sleep", "600"), Map.of(), 1, 0, 0);

    private final int many = Integer.getInteger("submissions", 10_000);
    private final int connections = Integer.getInteger("connections", 32);
    private final int rounds = Integer.getInteger("rounds", 3);
    private final AtomicInteger keys = new AtomicInteger();
    @TempDir private Path folder;

    @Test
    void report() throws Exception {
        for (int round = 1; round <= rounds; round++) {
            measure(round, "one file", this::file);
            measure(round, "requests", this::requests);
            measure(round, "claw session", this::session);
        }
    }

    @FunctionalInterface
    private interface Way {
        void submit(Programs gateway) throws Exception;
    }

    private void measure(int round, String name, Way way) throws Exception {
        Path own = folder.resolve(round + name.replace(' ', '-'));
        try (Programs gateway = new Programs(Files.createDirectory(own))) {
            gateway.startGateway();
            way.submit(gateway); // classes are loaded, and what is hot is compiled
            long begin = System.nanoTime();
            way.submit(gateway);
            double seconds = (System.nanoTime() - begin) / NANOS;
            System.out.printf(
                    Locale.ROOT,
                    "round %d, %s: %d acknowledged in %.2f s, %.0f a second; load %.1f%n",
                    round,
                    name,
                    many,
                    seconds,
                    many / seconds,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    private void file(Programs gateway) throws IOException, InterruptedException {
        String lines =
                IntStream.range(0, many).mapToObj(_ -> line() + "\n").collect(Collectors.joining());
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    request(gateway, "application/x-ndjson")
                            .POST(BodyPublishers.ofString(lines))
                            .build();
            try (Stream<String> answers = client.send(request, BodyHandlers.ofLines()).body()) {
                long taken = answers.filter(one -> one.contains("\"status\":201")).count();
                expect(taken);
            }
        }
    }

    private void requests(Programs gateway) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            AtomicInteger taken = new AtomicInteger();
            atOnce(() -> {
                HttpRequest request =
                        request(gateway, "application/json")
                                .POST(BodyPublishers.ofString(line()))
                                .build();
                if (client.send(request, BodyHandlers.discarding()).statusCode() == CREATED) {
                    taken.incrementAndGet();
                }
            });
            expect(taken.get());
        }
    }

    private void session(Programs gateway) throws Exception {
        try (GatewayApi operator = gateway.operator()) {
            AtomicInteger taken = new AtomicInteger();
            atOnce(() -> {
                operator.workloads().submit(null, SPEC, true);
                taken.incrementAndGet();
            });
            expect(taken.get());
        }
    }

    @FunctionalInterface
    private interface Submission {
        void submit() throws Exception;
    }

    private void atOnce(Submission one) throws Exception {
        AtomicInteger left = new AtomicInteger(many);
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> all =
                    IntStream.range(0, connections)
                            .<Future<?>>mapToObj(_ ->
                                    threads.submit(() -> {
                                        while (left.getAndDecrement() > 0) {
                                            one.submit();
                                        }
                                        return null;
                                    }))
                            .toList();
            for (Future<?> thread : all) {
                thread.get();
            }
        }
    }

    private void expect(long taken) {
        if (taken != many) {
            throw new IllegalStateException(taken + " of " + many + " were taken");
        }
    }

    private HttpRequest.Builder request(Programs gateway, String type) {
        return HttpRequest.newBuilder(URI.create(gateway.http("/api/v1/workloads")))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", type)
                .header("Idempotency-Key", "k" + keys.incrementAndGet());
    }

    private static String line() {
        return "{\"spec\":{\"image\":\"process\",\"command\":[\"sleep\",\"600\"],\"env\":{},"
                + "\"gpu_count\":1,\"memory_mb\":0,\"cpu_cores\":0}}";
    }
}
