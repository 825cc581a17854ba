package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.client.operator.GatewayClient;
import dev.clawgateway.core.WorkloadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Starts the packaged program as its users do, and ends what is left of it. */
public final class Programs implements AutoCloseable {
    /** What has not happened by then never will, also on a machine that is short of everything. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path program =
            Path.of(System.getProperty("claw.distribution"), "bin", "claw-gateway");
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final int port = freePort();

    public Programs(Path folder) {
        this.folder = folder;
    }

    /** How a program ended. */
    public record Ended(int code, String out, String err) {}

    /** Host and port that the gateway is told to listen on. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    public String url() {
        return "ws://127.0.0.1:" + port;
    }

    public String http(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** A configuration whose data stays in place from one start to the next. */
    Path config() {
        return write(
                "gateway.toml",
                """
                [server]
                bind_address = "127.0.0.1:%d"

                [storage]
                data_dir = "%s"
                """
                        .formatted(port, folder.resolve("data")));
    }

    public Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the gateway with nothing but its configuration, and waits until it answers. */
    Process startGateway() {
        Process gateway = start("gateway", "--config", config().toString());
        await("the gateway")
                .atMost(LIMIT)
                .until(() -> {
                    assertThat(gateway.isAlive()).as(() -> log("gateway")).isTrue();
                    return answers();
                });
        return gateway;
    }

    /** Starts an agent with declared GPUs, and waits until it is a node. */
    Process startAgent(String name, int gpus) {
        Process agent =
                start(
                        name,
                        "agent",
                        "--gateway=" + url(),
                        "--name=" + name,
                        "--state-dir=" + folder.resolve("agent-" + name),
                        "--fake-gpus=" + gpus,
                        "--allow-processes",
                        "--stop-workloads-on-exit");
        awaitNode(name);
        assertThat(agent.isAlive()).as(() -> log(name)).isTrue();
        return agent;
    }

    /** Waits until the node is there and well. */
    public void awaitNode(String name) {
        awaitNode(name, node -> node.state() == NodeDetails.State.HEALTHY);
    }

    /** Waits until the node has a session, whether or not it may take work. */
    public void awaitSession(String name) {
        awaitNode(name, node -> node.state() != NodeDetails.State.OFFLINE);
    }

    private void awaitNode(String name, Predicate<NodeDetails> state) {
        await("agent " + name)
                .atMost(LIMIT)
                // On a busy machine a session may be closed before it says a word.
                .ignoreExceptionsInstanceOf(GatewayException.class)
                .untilAsserted(() ->
                        assertThat(nodes())
                                .as(() -> log(name))
                                .anyMatch(n -> n.name().equals(name) && state.test(n)));
    }

    public Process start(String name, String... arguments) {
        return launch(name, List.of(), Map.of(), arguments);
    }

    /**
     * Starts the program by another.
     *
     * @param under that one and its arguments; empty for none
     * @param environment beyond what is inherited
     */
    public Process launch(
            String name, List<String> under, Map<String, String> environment, String... arguments) {
        try {
            List<String> command = Stream.concat(under.stream(), line(arguments).stream()).toList();
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            folder.resolve(name + ".log").toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one command against this gateway to its end. */
    public Ended run(String... arguments) {
        try {
            Path out = Files.createTempFile(folder, "out", "");
            Path err = Files.createTempFile(folder, "err", "");
            ProcessBuilder builder =
                    new ProcessBuilder(line(arguments))
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().put("CLAW_GATEWAY", url());
            Process process = builder.start();
            processes.add(process);
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("%s ends", List.of(arguments))
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Under nohup it is ignored before Java starts, and by all that it starts. */
    public static void assumeHangUpIsHeard() {
        try {
            assumeThat(Files.readString(Path.of("/proc/self/status")))
                    .as("SIGHUP is not ignored here")
                    .containsPattern("SigIgn:\\s*[0-9a-f]*[02468ace]\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGHUP, which Java cannot send. */
    static void hangUp(Process process) {
        try {
            Process kill = new ProcessBuilder("kill", "-HUP", "" + process.pid()).start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> line(String... arguments) {
        return Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
    }

    /** Nothing for a node among many of one program, which has no log of its own. */
    public String log(String name) {
        try {
            Path log = folder.resolve(name + ".log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An operator session from this process, for what would take too many commands. */
    public GatewayApi operator() {
        return GatewayClient.connect(Endpoint.parse(url(), null, null), "test");
    }

    boolean answers() {
        try (GatewayApi _ = operator()) {
            return true;
        } catch (GatewayException _) {
            return false;
        }
    }

    private List<NodeDetails> nodes() {
        try (GatewayApi operator = operator()) {
            return operator.nodes().list(NodeQuery.ALL);
        }
    }

    /** A workload as it is now; a command for every look would take long. */
    WorkloadView workload(String id) {
        try (GatewayApi operator = operator()) {
            return operator.workloads().get(WorkloadId.parse(id));
        }
    }

    /** A port of loopback on which nobody listens now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Politely first, so that agents take their workloads with them. */
    @Override
    public void close() {
        processes.reversed().forEach(Process::destroy);
        for (Process process : processes.reversed()) {
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException _) {
                process.destroyForcibly();
            }
        }
    }
}
