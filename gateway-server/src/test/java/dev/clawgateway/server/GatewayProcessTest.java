package dev.clawgateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.server.Daemons.Daemon;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.store.rocksdb.RocksStore;
import dev.clawgateway.store.rocksdb.StoreFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as a process: exit codes, files, and what survives {@code kill -9}. */
@Timeout(180)
class GatewayProcessTest {
    private static final int NODES = 16;
    private static final int WORKLOADS = 1000;

    @TempDir private Path folder;
    private Daemons daemons;

    @BeforeEach
    void prepare() {
        daemons = new Daemons(folder);
    }

    @AfterEach
    void killAll() {
        daemons.close();
    }

    @Test
    void logsByTheLevelThatItIsToldOverHttp() throws Exception {
        Daemon daemon = daemons.start();
        URI level =
                URI.create(
                        "http://127.0.0.1:"
                                + daemon.address().getPort()
                                + "/api/v1/gateway/log-level");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest quiet =
                    HttpRequest.newBuilder(level)
                            .header("Content-Type", "application/json")
                            .PUT(BodyPublishers.ofString("{\"level\":\"error\"}"))
                            .build();
            assertThat(client.send(quiet, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }

        daemon.signal("TERM");

        assertThat(daemon.process().waitFor()).isZero();
        assertThat(daemon.rest()).noneMatch(line -> line.contains("stopping"));
    }

    @Test
    void keepsEveryAcknowledgedWorkloadWhenKilled() throws Exception {
        Daemon daemon = daemons.start();
        List<RawClient> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            RawClient node = RawClient.connect(daemon.address());
            node.text(Frames.register(new NodeId(new UUID(1, i)), "node-" + i, 8));
            node.expect("registered");
            nodes.add(node);
        }
        Map<String, String> acknowledged = new HashMap<>();
        try (RawClient cli = daemon.cli()) {
            for (int i = 0; i < WORKLOADS; i++) {
                var answer = cli.ask(Frames.start(i < NODES * 8 ? 1 : 0), "workload_started");
                acknowledged.put(
                        answer.path("workload_id").asString(), answer.path("node_id").asString());
            }
            daemon.process().destroyForcibly().waitFor(); // SIGKILL
        }

        Map<String, String> kept = new HashMap<>();
        try (RocksStore store =
                RocksStore.open(StoreFolder.under(folder.resolve("data")), 100_000)) {
            Snapshot snapshot = store.load();
            assertThat(snapshot.nodes()).hasSize(NODES);
            for (WorkloadRecord workload : snapshot.workloads()) {
                Allocation allocation = Objects.requireNonNull(workload.allocation());
                assertThat(workload.state()).isEqualTo(WorkloadState.STARTING);
                assertThat(allocation.gpus()).hasSize(workload.spec().gpuCount());
                kept.put(workload.id().toString(), allocation.node().toString());
            }
        }
        assertThat(acknowledged).hasSize(WORKLOADS);
        assertThat(kept).isEqualTo(acknowledged);
        try (RawClient again = daemons.start().cli()) {
            assertThat(again.ask("{\"type\":\"list_workloads\"}", "workloads").path("workloads"))
                    .hasSize(WORKLOADS);
        }
        for (RawClient node : nodes) {
            node.close();
        }
    }

    @Test
    void exitsWithCodesOfTheirOwn() throws Exception {
        Daemon first = daemons.start();

        Daemon sameStore = daemons.launch(daemons.config());
        Daemon samePort =
                daemons.launch(
                        daemons.config(
                                "127.0.0.1:" + first.address().getPort(),
                                folder.resolve("other-data")));

        assertThat(sameStore.process().waitFor()).isEqualTo(DaemonExitCode.STORE_IN_USE);
        assertThat(sameStore.rest()).anyMatch(line -> line.contains("in use by another process"));
        assertThat(samePort.process().waitFor()).isEqualTo(DaemonExitCode.ADDRESS);
        assertThat(samePort.rest()).anyMatch(line -> line.contains("choose another with --bind"));
        assertThat(first.process().isAlive()).isTrue();
    }

    @Test
    void keepsFilesForTheStoreWhoeverConnects() throws Exception {
        Daemon daemon = daemons.started(daemons.launch(daemons.config(), 300));
        List<RawClient> crowd = new ArrayList<>();
        try (RawClient node = RawClient.connect(daemon.address())) {
            node.text(Frames.register(new NodeId(new UUID(1, 1)), "node", 8));
            node.expect("registered");
            try (RawClient cli = daemon.cli()) {
                for (int i = 0; i < 400; i++) {
                    Socket socket = new Socket();
                    crowd.add(RawClient.open(socket, daemon.address()));
                    socket.setSoTimeout(200); // whoever is not let in is not answered
                    hello(crowd.getLast());
                }
                // More than a write buffer of the store, so that it has to open further files.
                String large =
                        Frames.start(0)
                                .replace("\"cpu_cores\":1", "\"cpu_cores\":0")
                                .replace("\"memory_mb\":512", "\"memory_mb\":0")
                                .replace("\"env\":{}", "\"env\":{\"A\":\"X\",\"B\":\"X\"}")
                                .replace("\"X\"", '"' + "x".repeat(60_000) + '"')
                                .replace(
                                        "\"type\":\"start_workload\"",
                                        "\"type\":\"start_workload\",\"queue\":true");
                for (int i = 0; i < 350; i++) {
                    cli.text(large);
                    assertThat(cli.message().path("type").asString()).isNotEqualTo("error");
                }
                cli.ask("{\"type\":\"get_status\"}", "status");
            }
        } finally {
            for (RawClient one : crowd) {
                one.close();
            }
        }
        daemon.process().toHandle().destroy();
        assertThat(daemon.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.process().exitValue()).isEqualTo(DaemonExitCode.OK);
    }

    /** Upgrades and says hello without waiting for an answer; there may be none. */
    private static void hello(RawClient client) throws IOException {
        try {
            client.raw(
                    String.join(
                                    "\r\n",
                                    "GET / HTTP/1.1",
                                    "Host: a",
                                    "Upgrade: websocket",
                                    "Connection: Upgrade",
                                    "Sec-WebSocket-Version: 13",
                                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                    "",
                                    "")
                            .getBytes(UTF_8));
            if (!client.http("").isEmpty()) {
                client.text(Frames.HELLO);
            }
        } catch (IOException _) {
            return; // one too many
        }
    }

    @Test
    void saysWhatItsFilesDoNotSufficeFor() throws Exception {
        Daemon few = daemons.launch(daemons.config(), 300);
        Daemon tooFew =
                daemons.launch(daemons.config("127.0.0.1:0", folder.resolve("other-data")), 120);

        assertThat(tooFew.process().waitFor()).isEqualTo(DaemonExitCode.CONFIGURATION);
        assertThat(tooFew.rest()).anyMatch(line -> line.contains("may open 120 files"));
        assertThat(few.log().readLine())
                .contains("too few files")
                .contains("files=300")
                .contains("configured=4000");
    }

    @Test
    void refusesClientsThatNegotiateTlsAnew() throws Exception {
        TestCertificate certificate = TestCertificate.create(folder);
        Path config = daemons.config();
        Files.writeString(
                config,
                "[tls]\ncert_path = \"%s\"\nkey_path = \"%s\"\n"
                        .formatted(certificate.certPath(), certificate.keyPath()),
                StandardOpenOption.APPEND);
        int port = daemons.started(daemons.launch(config)).address().getPort();

        try (SSLSocket client =
                (SSLSocket)
                        certificate
                                .trusting()
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port)) {
            client.setEnabledProtocols(new String[] {"TLSv1.2"});
            client.setSoTimeout(RawClient.PATIENCE_MILLIS);
            client.startHandshake();

            client.startHandshake(); // sends the wish; the answer is read below

            assertThatThrownBy(client.getInputStream()::read).isInstanceOf(SSLException.class);
        }
    }
}
