package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clawgateway.cli.Programs.Ended;
import dev.clawgateway.cli.command.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway from outside: its health, its metrics, how it starts and how it ends. */
class DaemonIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir private Path folder;
    private Programs programs;

    @BeforeEach
    void prepare() {
        programs = new Programs(folder);
    }

    @AfterEach
    void cleanUp() {
        http.close();
        programs.close();
    }

    @Test
    void isHealthyAtOnceAndReadyWithItsFirstNode() throws Exception {
        programs.startGateway();

        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/health").body())
                .contains("\"status\":\"healthy\"")
                .contains("\"nodes\":0");
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/ready").body()).contains("no nodes connected");

        programs.startAgent("first", 1);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(get("/ready").statusCode()).isEqualTo(200));
        assertThat(get("/health").body()).contains("\"nodes\":1");
    }

    @Test
    void outlivesAHangUp() throws Exception {
        Programs.assumeHangUpIsHeard();
        Process gateway = programs.startGateway();

        Programs.hangUp(gateway);

        await().atMost(LIMIT)
                .until(() -> programs.log("gateway").contains("configuration reloaded"));
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void runStaysAttachedOverARestart() throws Exception {
        Process gateway = programs.startGateway();
        programs.startAgent("first", 1);
        Process run =
                programs.start(
                        "run",
                        "run",
                        "--gateway=" + programs.url(),
                        "--",
                        "sh",
                        "-c",
                        "echo before; while [ ! -e "
                                + folder
                                + "/go ]; do sleep 0.1; done;"
                                + " echo after; exit 5");
        await().atMost(LIMIT).until(() -> programs.log("run").contains("before"));

        gateway.destroyForcibly().waitFor();
        await().atMost(LIMIT).until(() -> programs.log("run").contains("connection lost"));
        programs.startGateway();
        await().atMost(LIMIT)
                .until(() ->
                        programs.log("run").contains("lines that came meanwhile may be missing"));
        programs.awaitNode("first");
        Files.createFile(folder.resolve("go"));

        assertThat(run.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(programs.log("run")).isEqualTo(5);
        assertThat(programs.log("run")).contains("after");
    }

    @Test
    void servesMetricsThatPrometheusAccepts() throws Exception {
        assumeTrue(onPath("promtool"), "promtool is not installed");
        programs.startGateway();
        programs.startAgent("first", 2);
        assertThat(programs.run("run", "--gpus=1", "--", "true").code()).isZero();
        String metrics = get("/metrics").body();

        Path scrape = Files.writeString(folder.resolve("scrape"), metrics);
        Process promtool =
                new ProcessBuilder("promtool", "check", "metrics")
                        .redirectInput(scrape.toFile())
                        .redirectErrorStream(true)
                        .start();
        String findings =
                new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(findings).isZero();
        assertThat(metrics)
                .containsPattern("(?m)^gateway_connected_nodes 1")
                .containsPattern("(?m)^gateway_active_workloads 0")
                .containsPattern("(?m)^gateway_total_gpus 2");
    }

    @Test
    void endsInOrderWhenTerminated() throws Exception {
        Process gateway = programs.startGateway();

        gateway.destroy();

        assertThat(gateway.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(gateway.exitValue()).as(programs.log("gateway")).isZero();
    }

    @Test
    void refusesToStartOnAConfigurationWithFaultsAndNamesAllOfThem() {
        Path faulty =
                programs.write(
                        "faulty.toml",
                        """
                        [server]
                        bind_adress = "127.0.0.1:0"
                        max_nodes = "many"
                        """);

        Ended ended = programs.run("--config", faulty.toString());

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err())
                .contains("faulty.toml:2")
                .contains("did you mean")
                .contains("bind_address")
                .contains("max_nodes");
    }

    @Test
    void refusesToStartOnAnAddressOrAFolderInUse() {
        programs.startGateway();
        Path otherData =
                programs.write(
                        "other.toml",
                        "[storage]\ndata_dir = \"" + folder.resolve("other") + "\"\n");

        Ended address =
                programs.run(
                        "--config=" + otherData,
                        "--bind=" + programs.http("").replace("http://", ""));
        Ended data = programs.run("--config=" + programs.config(), "--bind=127.0.0.1:0");

        assertThat(address.code()).isEqualTo(4);
        assertThat(address.err()).containsIgnoringCase("in use").doesNotContain("\tat ");
        assertThat(data.code()).isEqualTo(5);
        assertThat(data.err()).contains(folder.resolve("data").toString()).doesNotContain("\tat ");
    }

    @Test
    void saysHowToGoOnWhenNoGatewayAnswers() {
        Ended ended = programs.run("status");

        assertThat(ended.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(ended.err())
                .contains("cannot reach " + programs.url())
                .contains("Is the gateway running there?")
                .doesNotContain("\tat ");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(programs.http(path))).build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static boolean onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }
}
