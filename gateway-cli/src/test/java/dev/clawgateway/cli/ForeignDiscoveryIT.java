package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of the discovery dialect that are not ours, with the packaged gateway. */
class ForeignDiscoveryIT {
    private static final int MANY = 200;
    private static final Path CLIENT = Path.of("src", "test", "python", "discovery_client.py");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir private Path folder;
    private Programs programs;

    @BeforeEach
    void prepare() {
        programs = new Programs(folder);
    }

    @AfterEach
    void cleanUp() {
        programs.close();
    }

    @Test
    void servesAPythonClientBeforeAndAfterAKill() throws Exception {
        assumeTrue(pythonIsThere(), "there is no python3 here");
        Process gateway = programs.startGateway();
        assertThat(python("scenario")).isEqualTo("well");

        gateway.destroyForcibly().waitFor();
        programs.startGateway();

        assertThat(python("afterwards")).isEqualTo("well");
    }

    @Test
    void givesOneBootstrapToManyAtOnceAndNoneAfterAKill() throws Exception {
        Process gateway = programs.startGateway();
        assertThat(bootstraps(0)).isOne();

        gateway.destroyForcibly().waitFor();
        programs.startGateway();
        assertThat(get("/stats")).contains("\"total_nodes\":200", "\"registry_version\":200");
        for (int id = 0; id < MANY; id++) {
            assertThat(post("/remove", "{\"node_id\":" + id + "}")).contains("\"removed\"");
        }

        assertThat(bootstraps(MANY)).isZero();
        assertThat(get("/stats")).contains("\"registry_version\":600");
    }

    /** How many of many members that register at once are told to found the cluster. */
    private long bootstraps(int firstId) throws Exception {
        List<Callable<String>> members =
                IntStream.range(firstId, firstId + MANY)
                        .<Callable<String>>mapToObj(id ->
                                () ->
                                        post(
                                                "/register",
                                                "{\"node_id\":"
                                                        + id
                                                        + ",\"ip_address\":\"h\",\"port\":1,"
                                                        + "\"capabilities\":[]}"))
                        .toList();
        long bootstraps = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> answer : threads.invokeAll(members)) {
                assertThat(answer.get()).contains("\"status\":\"registered\"");
                bootstraps += answer.get().contains("\"is_bootstrap\":true") ? 1 : 0;
            }
        }
        return bootstraps;
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString()).body();
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private URI uri(String path) {
        return URI.create(programs.http(path));
    }

    private static boolean pythonIsThere() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /** What the client said, errors and all. */
    private String python(String part) throws IOException, InterruptedException {
        Process client =
                new ProcessBuilder(
                                "python3",
                                CLIENT.toString(),
                                part,
                                Integer.toString(uri("/").getPort()))
                        .redirectErrorStream(true)
                        .start();
        String said =
                new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(client.waitFor()).as(said).isZero();
        return said;
    }
}
