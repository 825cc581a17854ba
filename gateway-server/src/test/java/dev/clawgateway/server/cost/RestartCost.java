package dev.clawgateway.server.cost;

import dev.clawgateway.store.rocksdb.RocksStore;
import dev.clawgateway.store.rocksdb.StoreFolder;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the packaged gateway takes to be ready with a large fleet in its store, and its memory.
 * Reports and does not judge, so no run of all tests includes it: see docs/benchmarks.md.
 */
class RestartCost {
    static final int MAX_NODES = 1_000_000;

    private static final int MAX_EVENTS = 100_000;
    private static final int OK = 200;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Path program = Path.of(System.getProperty("claw.distribution"));
    private final int nodes = Integer.getInteger("nodes", 100_000);
    private final int workloads = Integer.getInteger("workloads", 50_000);
    private final int starts = Integer.getInteger("starts", 3);
    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir private Path folder;

    @Test
    void report() throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        try (RocksStore store = RocksStore.open(StoreFolder.under(data), MAX_EVENTS)) {
            long running = new FilledStore(store).fill(nodes, workloads);
            System.out.printf("%d nodes, %d workloads run%n", nodes, running);
        }
        for (int start = 1; start <= starts; start++) {
            System.out.println(start(data));
        }
    }

    private String start(Path data) throws IOException, InterruptedException {
        String address = "127.0.0.1:" + freePort();
        Path config =
                Files.writeString(
                        folder.resolve("restart.toml"),
                        """
                        [server]
                        bind_address = "%s"
                        max_nodes = %d

                        [storage]
                        data_dir = "%s"
                        """
                                .formatted(address, MAX_NODES, data));
        long begin = System.nanoTime();
        Process gateway =
                new ProcessBuilder(
                                program.resolve("bin/claw-gateway").toString(),
                                "--config",
                                config.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        try {
            Duration ready =
                    awaitAnswer(gateway, URI.create("http://" + address + "/health"), begin);
            Duration cpu = gateway.info().totalCpuDuration().orElse(Duration.ZERO);
            String resident = memory(gateway.pid());
            jcmd(gateway.pid(), "GC.run");
            String heap = jcmd(gateway.pid(), "GC.heap_info").strip();
            return "ready after %d ms and %d ms of CPU; resident %s; after a collection: %s"
                    .formatted(ready.toMillis(), cpu.toMillis(), resident, heap);
        } finally {
            gateway.destroyForcibly().waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Duration awaitAnswer(Process gateway, URI page, long begin)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page).timeout(LIMIT).build();
        while (true) {
            Duration past = Duration.ofNanos(System.nanoTime() - begin);
            if (!gateway.isAlive() || past.compareTo(LIMIT) > 0) {
                throw new IllegalStateException(
                        "it does not start: " + Files.readString(folder.resolve("log")));
            }
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == OK) {
                    return Duration.ofNanos(System.nanoTime() - begin);
                }
            } catch (IOException _) {
                // not yet
            }
            gateway.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Now, and at most until now. */
    private static String memory(long pid) throws IOException {
        return String.join(
                ", ",
                Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
                        .map(line -> line.replaceAll("\\s+", " "))
                        .toList());
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(pid),
                                command)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said.lines()
                .filter(line -> line.contains("used") && !line.contains("Metaspace"))
                .findFirst()
                .orElse("");
    }
}
