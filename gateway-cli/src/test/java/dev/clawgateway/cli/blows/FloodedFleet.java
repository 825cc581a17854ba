package dev.clawgateway.cli.blows;

import dev.clawgateway.cli.Programs;
import dev.clawgateway.cli.blows.flood.Target;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.GatewayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A gateway with a listener for TLS where {@code openssl} is there, an agent, and a simulated
 * fleet.
 */
final class FloodedFleet implements AutoCloseable {
    private static final int SIMULATED = 50;

    /** All there are. */
    static final int NODES = 1 + SIMULATED;

    private final Path folder;
    private final Programs programs;
    private long pid;

    FloodedFleet(Path folder) {
        this.folder = folder;
        this.programs = new Programs(folder);
    }

    /** Returns when all are there. */
    Target start() throws IOException, InterruptedException {
        int plain = Integer.parseInt(programs.address().replaceAll(".*:", ""));
        int secure = Tool.there("openssl") ? freePort() : 0;
        pid = programs.start("gateway", "--config", config(secure).toString()).pid();
        if (!Referee.within(Duration.ofMinutes(1), this::answers)) {
            throw new IllegalStateException("does not start: " + programs.log("gateway"));
        }
        programs.start(
                "left",
                "agent",
                "--gateway=" + programs.url(),
                "--name=left",
                "--state-dir=" + folder.resolve("agent-left"),
                "--fake-gpus=1");
        programs.start(
                "simulated",
                "simulate",
                "--gateway=" + programs.url(),
                "--nodes=" + SIMULATED,
                "--gpus=1");
        if (!Referee.within(Duration.ofMinutes(1), () -> healthy() == NODES)) {
            throw new IllegalStateException("not all nodes come");
        }
        return new Target(plain, secure);
    }

    private Path config(int secure) {
        String file =
                """
                [server]
                bind_address = "%s"

                [auth]
                enabled = false

                [storage]
                data_dir = "%s"
                """
                        .formatted(programs.address(), folder.resolve("data"));
        return programs.write("floods.toml", secure == 0 ? file : file + secured(secure));
    }

    private String secured(int port) {
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("certificate.pem");
        Tool.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=localhost",
                "-days",
                "1",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
        return """

        [tls]
        cert_path = "%s"
        key_path = "%s"

        [[listener]]
        name = "server"
        tls = false

        [[listener]]
        name = "secure"
        bind_address = "127.0.0.1:%d"
        """
                .formatted(certificate, key, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() {
        try (GatewayApi _ = programs.operator()) {
            return true;
        } catch (GatewayException _) {
            return false;
        }
    }

    /** Nodes that may take work. */
    long healthy() {
        try (GatewayApi operator = programs.operator()) {
            return operator.status().healthyNodes();
        }
    }

    /** Of the gateway. */
    long pid() {
        return pid;
    }

    /** What the gateway has said so far. */
    String log() {
        return programs.log("gateway");
    }

    @Override
    public void close() {
        programs.close();
    }
}
