package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who follows the events and was away while the gateway was killed misses none, and has none twice.
 */
class EventsOverAKillIT {
    private static final int WORKLOADS = 3000;
    private static final int MISSED = 5000;
    private static final int READ_FIRST = 20;

    @TempDir private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private Programs programs;

    @BeforeEach
    void prepare() {
        programs = new Programs(folder);
    }

    @AfterEach
    void cleanUp() {
        http.shutdownNow();
        programs.close();
    }

    @Test
    void goesOnWhereTheReaderBrokeOff() throws Exception {
        Process gateway = programs.startGateway();
        submit();
        List<Long> seen = new ArrayList<>(read("from=start", 0, READ_FIRST));
        assertThat(seen).hasSize(READ_FIRST);
        long before = newest();

        CompletableFuture<Void> killed = CompletableFuture.runAsync(this::submitOrFail);
        await().atMost(Duration.ofMinutes(1)).until(() -> newest() > before + WORKLOADS / 3);
        gateway.destroyForcibly();
        assertThat(gateway.waitFor(60, TimeUnit.SECONDS)).isTrue();
        killed.exceptionally(_ -> null).join();
        programs.startGateway();
        submit();
        long newest = newest();
        seen.addAll(read("", seen.getLast(), newest));

        assertThat(newest).isGreaterThan(READ_FIRST + MISSED);
        assertThat(seen).isEqualTo(LongStream.rangeClosed(1, newest).boxed().toList());
    }

    /** Numbers of events up to one, of a reader that knows another. */
    private List<Long> read(String query, long last, long until)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(programs.http("/api/v1/events?" + query)))
                        .header("Accept", "text/event-stream");
        if (last > 0) {
            request.header("Last-Event-ID", Long.toString(last));
        }
        HttpResponse<InputStream> response =
                http.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        List<Long> numbers = new ArrayList<>();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            while (numbers.isEmpty() || numbers.getLast() < until) {
                String line = String.valueOf(lines.readLine());
                assertThat(line)
                        .as("no gap, and no end")
                        .doesNotStartWith("event:")
                        .isNotEqualTo("null");
                if (line.startsWith("id: ")) {
                    numbers.add(Long.valueOf(line.substring(4)));
                }
            }
        }
        return numbers;
    }

    private long newest() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(programs.http("/api/v1/events?limit=1"))).build();
        byte[] body = http.send(request, BodyHandlers.ofByteArray()).body();
        return JsonMapper.shared().readTree(body).path("newest").asLong();
    }

    private void submitOrFail() {
        try {
            submit();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("as the gateway was killed", e);
        }
    }

    private void submit() throws IOException, InterruptedException {
        String line =
                "{\"spec\":{\"image\":\"process\",\"command\":[\"true\"],\"env\":{},"
                        + "\"gpu_count\":1,\"memory_mb\":0,\"cpu_cores\":0}}\n";
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(programs.http("/api/v1/workloads")))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(line.repeat(WORKLOADS)))
                        .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
}
