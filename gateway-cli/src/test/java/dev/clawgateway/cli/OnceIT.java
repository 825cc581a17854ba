package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.WorkloadQuery;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changes under a key happen once, though the gateway is killed and they are sent again. */
class OnceIT {
    private static final int KEYS = 60;
    private static final int LINES = 1000;

    @TempDir private Path folder;
    private Programs programs;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void prepare() {
        programs = new Programs(folder);
    }

    @AfterEach
    void cleanUp() {
        client.shutdownNow();
        programs.close();
    }

    /** At the moments when an answer is lost, or the change, or nobody knows which. */
    @ParameterizedTest
    @ValueSource(strings = {"before-write", "before-acknowledgement"})
    void whatWasKilledInTheMiddleIsFoundUnderItsKey(String point) throws Exception {
        Process gateway =
                programs.launch(
                        "gateway",
                        List.of(),
                        Map.of("CLAW_GATEWAY_JAVA_OPTS", "-Dclaw.failpoints=" + point + "=exit@30"),
                        "--config",
                        programs.config().toString());
        awaitAnswers(gateway);
        Map<String, String> answered = submitUntilKilled();
        assertThat(gateway.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(answered).isNotEmpty().hasSizeLessThan(KEYS);

        programs.startGateway();
        Map<String, String> again = new TreeMap<>();
        for (int i = 0; i < KEYS; i++) {
            again.put("k" + i, submit("k" + i));
        }

        assertThat(again).containsAllEntriesOf(answered);
        assertThat(ids()).containsExactlyInAnyOrderElementsOf(again.values());
    }

    @Test
    void aFileThatWasKilledInTheMiddleIsWholeWhenItIsSentAgain() throws Exception {
        Process gateway = programs.startGateway();
        Map<Integer, String> answered = new TreeMap<>();
        try (InputStream answer = client.send(file(), BodyHandlers.ofInputStream()).body()) {
            byte[] part = answer.readNBytes(20_000);
            gateway.destroyForcibly();
            assertThat(gateway.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String text = new String(part, StandardCharsets.UTF_8);
            read(text.substring(0, text.lastIndexOf('\n') + 1), answered);
        }
        assertThat(answered).isNotEmpty();

        programs.startGateway();
        Map<Integer, String> whole = new TreeMap<>();
        read(client.send(file(), BodyHandlers.ofString()).body(), whole);

        assertThat(whole).hasSize(LINES).containsAllEntriesOf(answered);
        assertThat(ids()).containsExactlyInAnyOrderElementsOf(whole.values());
    }

    private Map<String, String> submitUntilKilled() throws InterruptedException {
        Map<String, String> answered = new TreeMap<>();
        try {
            for (int i = 0; i < KEYS; i++) {
                answered.put("k" + i, submit("k" + i));
            }
        } catch (IOException _) {
            // It was killed.
        }
        return answered;
    }

    private String submit(String key) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        request("application/json", key)
                                .POST(BodyPublishers.ofString(submission(key)))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body()).path("workload_id").asString();
    }

    private HttpRequest file() {
        String lines =
                IntStream.range(0, LINES)
                        .mapToObj(i -> submission("l" + i) + "\n")
                        .collect(Collectors.joining());
        return request("application/x-ndjson", "file").POST(BodyPublishers.ofString(lines)).build();
    }

    private HttpRequest.Builder request(String type, String key) {
        return HttpRequest.newBuilder(URI.create(programs.http("/api/v1/workloads")))
                .header("Content-Type", type)
                .header("Idempotency-Key", key);
    }

    private static String submission(String name) {
        return """
        {"spec":{"image":"process","command":["sleep","600"],"env":{},"gpu_count":1,\
        "memory_mb":0,"cpu_cores":0,"labels":{"name":"%s"}}}\
        """
                .formatted(name);
    }

    private static void read(String lines, Map<Integer, String> into) {
        for (String line : lines.lines().toList()) {
            JsonNode one = JsonMapper.shared().readTree(line);
            assertThat(one.path("status").asInt()).as(line).isEqualTo(201);
            into.put(one.path("line").asInt(), one.path("workload_id").asString());
        }
    }

    private List<String> ids() {
        try (GatewayApi operator = programs.operator()) {
            return operator.workloads().list(WorkloadQuery.ALL).stream()
                    .map(one -> one.id().toString())
                    .toList();
        }
    }

    private void awaitAnswers(Process gateway) {
        await().atMost(Duration.ofMinutes(5))
                .until(() -> {
                    assertThat(gateway.isAlive()).as(() -> programs.log("gateway")).isTrue();
                    return programs.answers();
                });
    }
}
