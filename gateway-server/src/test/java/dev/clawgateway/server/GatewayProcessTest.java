package dev.clawgateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.net.service.NotifyListener;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.store.rocksdb.RocksStore;
import dev.clawgateway.store.rocksdb.StoreFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as a process: signals, exit codes, and what survives {@code kill -9}. */
@Timeout(180)
class GatewayProcessTest {
    private static final int NODES = 16;
    private static final int WORKLOADS = 1000;
    private static final Pattern ADDRESS =
            Pattern.compile(".*gateway listening .*address=https?://127\\.0\\.0\\.1:(\\d+) .*");

    @TempDir private Path folder;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void keepsEveryAcknowledgedWorkloadWhenKilled() throws Exception {
        Daemon daemon = start();
        List<RawClient> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            RawClient node = RawClient.connect(daemon.address());
            node.text(Frames.register(new NodeId(new UUID(1, i)), "node-" + i, 8));
            node.expect("registered");
            nodes.add(node);
        }
        Map<String, String> acknowledged = new HashMap<>();
        try (RawClient cli = cli(daemon)) {
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
        try (RawClient again = cli(start())) {
            assertThat(again.ask("{\"type\":\"list_workloads\"}", "workloads").path("workloads"))
                    .hasSize(WORKLOADS);
        }
        for (RawClient node : nodes) {
            node.close();
        }
    }

    @Test
    void endsOrderlyOnSigterm() throws Exception {
        Daemon daemon = start();
        try (RawClient cli = cli(daemon)) {
            daemon.process().toHandle().destroy(); // SIGTERM

            assertThat(cli.closeCode()).isEqualTo(1012);
            assertThat(daemon.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(daemon.process().exitValue()).isEqualTo(DaemonExitCode.OK);
        }
        assertThat(daemon.rest()).anyMatch(line -> line.contains("stopped exit_code=0"));
    }

    @Test
    void tellsItsServiceManagerHowItIs() throws Exception {
        assumeSighupIsHeard();
        String address = folder.resolve("notify").toString();
        Map<String, String> environment =
                Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "3000000");
        try (NotifyListener manager = new NotifyListener(address)) {
            Daemon daemon =
                    started(launch(config("127.0.0.1:0", folder.resolve("data")), environment));
            await().until(() -> told(manager, "READY=1"), told -> told == 1);
            await().until(() -> told(manager, "WATCHDOG=1"), told -> told >= 3);

            signal(daemon, "HUP");
            await().until(() -> told(manager, "READY=1"), told -> told == 2);
            daemon.process().toHandle().destroy(); // SIGTERM

            assertThat(daemon.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(daemon.process().exitValue()).isEqualTo(DaemonExitCode.OK);
            assertThat(manager.heard().getFirst()).isEqualTo("STATUS=opening the store");
            assertThat(told(manager, "RELOADING=1\nMONOTONIC_USEC=")).isOne();
            assertThat(told(manager, "STOPPING=1")).isOne();
        }
    }

    private static long told(NotifyListener manager, String beginning) {
        return manager.heard().stream().filter(told -> told.startsWith(beginning)).count();
    }

    private static void signal(Daemon daemon, String name) throws Exception {
        String process = Long.toString(daemon.process().pid());
        assertThat(new ProcessBuilder("kill", "-" + name, process).start().waitFor()).isZero();
    }

    @Test
    void endsOrderlyWhenToldWhileItStarts() throws Exception {
        String address = folder.resolve("notify").toString();
        try (NotifyListener manager = new NotifyListener(address)) {
            Daemon daemon =
                    launch(
                            config("127.0.0.1:0", folder.resolve("data")),
                            Map.of("NOTIFY_SOCKET", address));
            await().atMost(Duration.ofMinutes(1)).until(() -> !manager.heard().isEmpty());

            daemon.process().toHandle().destroy(); // SIGTERM

            assertThat(daemon.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(daemon.process().exitValue()).isEqualTo(DaemonExitCode.OK);
        }
    }

    @Test
    void readsItsConfigurationAgainOnSighup() throws Exception {
        assumeSighupIsHeard();
        Path config = config("127.0.0.1:0", folder.resolve("data"));
        Daemon daemon = started(launch(config));
        Files.writeString(config, "[log]\nlevel = \"debug\"\n", StandardOpenOption.APPEND);

        hangUp(daemon);
        String changed = said(daemon, "configuration reloaded");
        Files.writeString(config, "[log", StandardOpenOption.APPEND);
        hangUp(daemon);

        assertThat(changed).contains("changed=1", "waiting=0");
        assertThat(said(daemon, "not reloaded")).contains("not valid TOML");
        assertThat(daemon.process().isAlive()).isTrue();
    }

    @Test
    void saysWhatReloadsWhereSighupIsIgnored() throws Exception {
        Path config = config("127.0.0.1:0", folder.resolve("data"));
        Daemon daemon = started(launch(config, Map.of("IGNORED", "HUP")));

        String line = said(daemon, "SIGHUP was ignored");
        hangUp(daemon);

        assertThat(line).contains("claw-gateway reload");
        assertThat(daemon.process().waitFor(1, TimeUnit.SECONDS)).isFalse();
    }

    /** Under nohup it is ignored before Java starts, and by all that it starts. */
    private static void assumeSighupIsHeard() throws IOException {
        assumeThat(Files.readString(Path.of("/proc/self/status")))
                .as("SIGHUP is not ignored here")
                .containsPattern("SigIgn:\\s*[0-9a-f]*[02468ace]\n");
    }

    private static void hangUp(Daemon daemon) throws Exception {
        new ProcessBuilder("kill", "-HUP", Long.toString(daemon.process().pid())).start().waitFor();
    }

    /** The next line that has this in it. */
    private static String said(Daemon daemon, String words) throws IOException {
        String line = daemon.log().readLine();
        while (line != null && !line.contains(words)) {
            line = daemon.log().readLine();
        }
        assertThat(line).as(words).isNotNull();
        return String.valueOf(line);
    }

    @Test
    void endsAtOnceOnTheSecondSigterm() throws Exception {
        Daemon daemon = start();
        try (RawClient _ = cli(daemon)) {
            // It never answers that the session ends, so that the orderly end would take its time.
            daemon.process().toHandle().destroy();
            awaitLine(daemon, "stopping");

            daemon.process().toHandle().destroy();

            assertThat(daemon.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(daemon.process().exitValue()).isEqualTo(128 + 15);
        }
        assertThat(daemon.rest()).noneMatch(line -> line.contains("stopped exit_code"));
    }

    private static void awaitLine(Daemon daemon, String said) throws IOException {
        String line = daemon.log().readLine();
        while (line != null && !line.endsWith(said)) {
            line = daemon.log().readLine();
        }
        assertThat(line).isNotNull();
    }

    @Test
    void exitsWithCodesOfTheirOwn() throws Exception {
        Daemon first = start();

        Daemon sameStore = launch(config("127.0.0.1:0", folder.resolve("data")));
        Daemon samePort =
                launch(
                        config(
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
        Daemon daemon = started(launch(config("127.0.0.1:0", folder.resolve("data")), 300));
        List<RawClient> crowd = new ArrayList<>();
        try (RawClient node = RawClient.connect(daemon.address())) {
            node.text(Frames.register(new NodeId(new UUID(1, 1)), "node", 8));
            node.expect("registered");
            try (RawClient cli = cli(daemon)) {
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
        Daemon few = launch(config("127.0.0.1:0", folder.resolve("data")), 300);
        Daemon tooFew = launch(config("127.0.0.1:0", folder.resolve("other-data")), 120);

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
        Path config = config("127.0.0.1:0", folder.resolve("data"));
        Files.writeString(
                config,
                "[tls]\ncert_path = \"%s\"\nkey_path = \"%s\"\n"
                        .formatted(certificate.certPath(), certificate.keyPath()),
                StandardOpenOption.APPEND);
        int port = started(launch(config)).address().getPort();

        try (SSLSocket client =
                (SSLSocket)
                        certificate
                                .trusting()
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port)) {
            client.setEnabledProtocols(new String[] {"TLSv1.2"});
            client.setSoTimeout(10_000);
            client.startHandshake();

            client.startHandshake(); // sends the wish; the answer is read below

            assertThatThrownBy(client.getInputStream()::read).isInstanceOf(SSLException.class);
        }
    }

    /** A process of the gateway, and its log. */
    private record Daemon(Process process, BufferedReader log, InetSocketAddress address) {
        List<String> rest() throws IOException {
            return log.readAllLines();
        }
    }

    private Daemon start() throws IOException {
        return started(launch(config("127.0.0.1:0", folder.resolve("data"))));
    }

    private static Daemon started(Daemon daemon) throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = daemon.log().readLine(); line != null; line = daemon.log().readLine()) {
            said.add(line);
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.matches()) {
                int port = Integer.parseInt(matcher.group(1));
                return new Daemon(
                        daemon.process(),
                        daemon.log(),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
        }
        throw new AssertionError("the gateway did not start: " + said);
    }

    private Daemon launch(Path config) throws IOException {
        return launch(config, 4096);
    }

    private Daemon launch(Path config, Map<String, String> environment) throws IOException {
        return launch(config, 4096, environment);
    }

    private Daemon launch(Path config, int files) throws IOException {
        return launch(config, files, Map.of());
    }

    private Daemon launch(Path config, int files, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "[ -z \"$IGNORED\" ] || trap '' $IGNORED; ulimit -n \"$0\" && exec \"$@\"",
                                Integer.toString(files),
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                GatewayMain.class.getName(),
                                config.toString())
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return new Daemon(process, process.inputReader(UTF_8), new InetSocketAddress(0));
    }

    private Path config(String address, Path dataDir) throws IOException {
        return Files.writeString(
                Files.createTempFile(folder, "gateway", ".toml"),
                "[server]\nbind_address = \"%s\"\n[storage]\ndata_dir = \"%s\"\n"
                        .formatted(address, dataDir));
    }

    private static RawClient cli(Daemon daemon) throws IOException {
        RawClient client = RawClient.connect(daemon.address());
        client.text(Frames.HELLO);
        client.expect("welcome");
        return client;
    }
}
