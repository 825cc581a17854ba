package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts the packaged program as its users do, and ends what is left of it. */
final class Programs implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Path program =
            Path.of(System.getProperty("claw.distribution"), "bin", "claw-gateway");
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final int port = freePort();

    Programs(Path folder) {
        this.folder = folder;
    }

    /** How a program ended. */
    record Ended(int code, String out, String err) {}

    String url() {
        return "ws://127.0.0.1:" + port;
    }

    String http(String path) {
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

    Path write(String name, String text) {
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
    void awaitNode(String name) {
        await("agent " + name)
                .atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(nodes())
                                .as(() -> log(name))
                                .anyMatch(n ->
                                        n.name().equals(name)
                                                && n.state() == NodeDetails.State.HEALTHY));
    }

    Process start(String name, String... arguments) {
        try {
            Process process =
                    new ProcessBuilder(line(arguments))
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve(name + ".log").toFile())
                            .start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one command against this gateway to its end. */
    Ended run(String... arguments) {
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

    private List<String> line(String... arguments) {
        return Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
    }

    String log(String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An operator session from this process, for what would take too many commands. */
    GatewayApi operator() {
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

    private static int freePort() {
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
