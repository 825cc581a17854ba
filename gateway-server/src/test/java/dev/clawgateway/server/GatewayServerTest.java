package dev.clawgateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole daemon in this process, on a real store and real sockets. */
class GatewayServerTest {
    private static final NodeId NODE = new NodeId(new UUID(0, 17));

    @TempDir private Path folder;

    @Test
    void getsReadyWithTheFirstNode() throws Exception {
        try (GatewayServer server = start("");
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(get(http, server, "/ready").statusCode()).isEqualTo(503);
            assertThat(get(http, server, "/ready").body()).contains("no nodes connected");
            assertThat(get(http, server, "/health").body())
                    .contains("\"status\":\"healthy\"", "\"nodes\":0", "\"version\":\"1.2.3\"");

            try (RawClient _ = node(server)) {
                assertThat(get(http, server, "/ready").statusCode()).isEqualTo(200);
                assertThat(get(http, server, "/health").body()).contains("\"nodes\":1");
                assertThat(get(http, server, "/metrics").body())
                        .contains("\ngateway_connected_nodes 1.0\n")
                        .contains("\ngateway_total_gpus 8.0\n")
                        .contains("\ngateway_active_workloads 0.0\n")
                        .contains("\ngateway_frames_total{direction=\"in\",type=\"register\"} 1.0");
            }
        }
    }

    @Test
    void showsTheFiguresOfItsGuestsAsTheManualListsThem() throws Exception {
        Pattern listed = Pattern.compile("\\| `(gateway_(?:discovery|membership)_\\S+)` \\|");
        Pattern shown = Pattern.compile("# TYPE (gateway_(?:discovery|membership)_\\S+) ");
        try (GatewayServer server = start("");
                HttpClient http = HttpClient.newHttpClient()) {
            String manual = Files.readString(Path.of("..", "docs", "metrics.md"));

            assertThat(names(listed, manual))
                    .isNotEmpty()
                    .isEqualTo(names(shown, get(http, server, "/metrics").body()));
        }
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void canBeReadyWithoutNodes() throws Exception {
        try (GatewayServer server = start("[health]\nready_requires_nodes = false\n");
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(get(http, server, "/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void servesOnWhileBalancersNoticeThatItEnds() throws Exception {
        String slowly = "[health]\nready_requires_nodes = false\n[shutdown]\nnotice_secs = 7\n";
        try (GatewayServer server = start(slowly);
                HttpClient http = HttpClient.newHttpClient()) {
            Thread closing = Thread.ofPlatform().start(server::close);

            await().until(() -> get(http, server, "/ready").statusCode() == 503);

            assertThat(get(http, server, "/ready").body()).contains("shutting down");
            assertThat(get(http, server, "/health").statusCode()).isEqualTo(200);
            try (RawClient cli = cli(server)) {
                cli.ask("{\"type\":\"get_status\"}", "status");
                assertThat(cli.closeCode()).isEqualTo(1012);
            }
            closing.join();
        }
    }

    @Test
    void stopsAllWorkloadsFirstWhereThatIsWanted() throws Exception {
        String first =
                "[shutdown]\nnotice_secs = 0\ndrain_workloads = true\ndrain_timeout_secs = 60\n";
        String ended;
        String waiting;
        GatewayServer server = start(first);
        try (RawClient node = node(server);
                RawClient cli = cli(server)) {
            ended = cli.ask(Frames.start(1), "workload_started").path("workload_id").asString();
            node.expect("start_workload");
            node.text(Frames.update(ended, "running"));
            waiting = cli.ask(queued(8), "scheduling_status").path("workload_id").asString();
            Thread closing = Thread.ofPlatform().start(server::close);

            JsonNode stop = node.expect("stop_workload");
            assertThat(stop.path("workload_id").asString()).isEqualTo(ended);
            assertThat(stop.path("grace_period_secs").asInt()).isPositive();
            cli.ask("{\"type\":\"get_status\"}", "status"); // it serves meanwhile
            node.text(Frames.update(ended, "stopped"));

            assertThat(node.closeCode()).isEqualTo(1012);
            assertThat(cli.closeCode()).isEqualTo(1012);
            closing.join();
        }
        try (GatewayServer again = start("");
                RawClient cli = cli(again)) {
            assertThat(stateOf(cli, ended)).isEqualTo("stopped");
            assertThat(stateOf(cli, waiting)).isEqualTo("pending");
        }
        assertThat(Files.readString(folder.resolve("data/audit/audit.log")))
                .containsPattern(
                        ".*\"by\":\"gateway\".*\"operation\":\"workloads.stop\".*" + ended);
    }

    @Test
    void leavesWorkloadsThatDoNotEndInTime() throws Exception {
        String brief =
                "[shutdown]\nnotice_secs = 0\ndrain_workloads = true\ndrain_timeout_secs = 1\n";
        GatewayServer server = start(brief);
        String stubborn;
        try (RawClient node = node(server);
                RawClient cli = cli(server)) {
            stubborn = cli.ask(Frames.start(1), "workload_started").path("workload_id").asString();
            node.expect("start_workload");
            Thread closing = Thread.ofPlatform().start(server::close);

            node.expect("stop_workload");
            assertThat(node.closeCode()).isEqualTo(1012);
            closing.join();
        }
        try (GatewayServer again = start("");
                RawClient cli = cli(again)) {
            assertThat(stateOf(cli, stubborn)).isEqualTo("starting");
        }
    }

    private static String queued(int gpus) {
        return Frames.start(gpus)
                .replace(
                        "\"type\":\"start_workload\"",
                        "\"type\":\"start_workload\",\"queue\":true");
    }

    private static String stateOf(RawClient cli, String workload) throws IOException {
        return cli.ask(
                        "{\"type\":\"get_workload\",\"workload_id\":\"" + workload + "\"}",
                        "workload")
                .path("workload")
                .path("state")
                .asString();
    }

    @Test
    void tellsNodesTheConfiguredIntervals() throws Exception {
        String timing = "[timing]\nheartbeat_interval_secs = 11\nmetrics_interval_secs = 7\n";
        try (GatewayServer server = start(timing);
                RawClient client = RawClient.connect(server.address())) {
            client.text(Frames.register(NODE, "gpu-17", 1));

            var registered = client.expect("registered");

            assertThat(registered.path("heartbeat_interval_secs").asInt()).isEqualTo(11);
            assertThat(registered.path("metrics_interval_secs").asInt()).isEqualTo(7);
        }
    }

    @Test
    void servesMetricsThatPleasePromtool() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(dir -> Files.isExecutable(Path.of(dir, "promtool"))),
                "promtool is not on the PATH; install the Debian package prometheus");
        try (GatewayServer server = start("");
                HttpClient http = HttpClient.newHttpClient();
                RawClient node = node(server);
                RawClient cli = cli(server)) {
            node.text(Frames.metrics(NODE, 63));
            cli.ask(Frames.start(1), "workload_started");
            Process promtool =
                    new ProcessBuilder("promtool", "check", "metrics")
                            .redirectErrorStream(true)
                            .start();

            try (var input = promtool.outputWriter(UTF_8)) {
                input.write(get(http, server, "/metrics").body());
            }
            String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);

            assertThat(said).isEmpty();
            assertThat(promtool.waitFor()).isZero();
        }
    }

    @Test
    void remembersWorkAcrossRestarts() throws Exception {
        String workload;
        try (GatewayServer server = start("");
                RawClient _ = node(server);
                RawClient cli = cli(server)) {
            workload = cli.ask(Frames.start(1), "workload_started").path("workload_id").asString();
        }

        try (GatewayServer server = start("");
                RawClient cli = cli(server)) {
            var shown =
                    cli.ask(
                            "{\"type\":\"get_workload\",\"workload_id\":\"" + workload + "\"}",
                            "workload");

            assertThat(server.totals().activeWorkloads()).isEqualTo(1);
            assertThat(shown.path("workload").path("node_id").asString())
                    .isEqualTo(NODE.toString());
        }
    }

    @Test
    void closesSessionsAsOfAServiceThatRestarts() throws Exception {
        GatewayServer server = start("");
        try (RawClient node = node(server);
                RawClient cli = cli(server)) {
            Thread closing = Thread.ofPlatform().start(server::close);

            assertThat(node.closeCode()).isEqualTo(1012);
            assertThat(cli.closeCode()).isEqualTo(1012);
            closing.join();
        }
    }

    @Test
    void saysThatTheAddressIsTakenAndLetsGoOfTheStore() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String section =
                    "[server]\nbind_address = \"127.0.0.1:" + taken.getLocalPort() + "\"\n";

            StartException failure = failure(section);

            assertThat(failure.exitCode()).isEqualTo(DaemonExitCode.ADDRESS);
            assertThat(failure)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("--bind");
        }
        start("").close();
    }

    @Test
    void saysThatTheStoreIsInUse() throws Exception {
        try (GatewayServer _ = start("")) {
            StartException failure = failure("");

            assertThat(failure.exitCode()).isEqualTo(DaemonExitCode.STORE_IN_USE);
            assertThat(failure).hasMessageContaining("in use by another process");
        }
    }

    @Test
    void saysThatCertificatesCannotBeUsed() throws Exception {
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");

        StartException failure =
                failure(
                        "[tls]\ncert_path = \"%s\"\nkey_path = \"%s\"\n"
                                .formatted(nonsense, nonsense));

        assertThat(failure.exitCode()).isEqualTo(DaemonExitCode.CONFIGURATION);
        assertThat(failure).hasMessageContaining("tls.cert_path").hasMessageContaining("PEM");
    }

    @Test
    void servesTls() throws Exception {
        TestCertificate certificate = TestCertificate.create(folder);
        String section =
                "[tls]\ncert_path = \"%s\"\nkey_path = \"%s\"\n"
                        .formatted(certificate.certPath(), certificate.keyPath());
        try (GatewayServer server = start(section);
                HttpClient https =
                        HttpClient.newBuilder().sslContext(certificate.trusting()).build()) {
            assertThat(server.url()).startsWith("https://localhost:");

            assertThat(get(https, server, "/health").body()).contains("healthy");
        }
    }

    private GatewayServer start(String sections) throws StartException {
        return GatewayServer.start(config(sections), "1.2.3", new SystemTime(), () -> {});
    }

    private StartException failure(String sections) {
        return catchThrowableOfType(StartException.class, () -> start(sections));
    }

    private GatewayConfig config(String sections) {
        String bind =
                sections.contains("bind_address")
                        ? ""
                        : "[server]\nbind_address = \"localhost:0\"\n";
        String storage = "[storage]\ndata_dir = \"" + folder.resolve("data") + "\"\n";
        try {
            Path file =
                    Files.writeString(folder.resolve("gateway.toml"), bind + storage + sections);
            return ConfigLoader.load(file, Overrides.NONE, Map.of());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static RawClient node(GatewayServer server) throws IOException {
        RawClient client = RawClient.connect(server.address());
        client.text(Frames.register(NODE, "gpu-17", 8));
        client.expect("registered");
        return client;
    }

    private static RawClient cli(GatewayServer server) throws IOException {
        RawClient client = RawClient.connect(server.address());
        client.text(Frames.HELLO);
        client.expect("welcome");
        return client;
    }

    private static HttpResponse<String> get(HttpClient http, GatewayServer server, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                BodyHandlers.ofString());
    }
}
