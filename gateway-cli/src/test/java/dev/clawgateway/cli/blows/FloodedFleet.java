package dev.clawgateway.cli.blows;

import dev.clawgateway.cli.Programs;
import dev.clawgateway.cli.blows.flood.Target;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.operator.GatewayClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private final boolean asking;
    private @Nullable String nodes;
    private @Nullable String person;
    private long pid;

    /**
     * @param asking whether callers are asked who they are; then these have tokens
     */
    FloodedFleet(Path folder, boolean asking) {
        this.folder = folder;
        this.asking = asking;
        this.programs = new Programs(folder);
    }

    /** Returns when all are there. */
    Target start() {
        int plain = Integer.parseInt(programs.address().replaceAll(".*:", ""));
        int secure = Tool.there("openssl") ? Programs.freePort() : 0;
        Path config = config(secure);
        if (asking) {
            nodes = token(config, "--node=*");
            person = token(config, "--role=admin", "--name=ada");
        }
        pid = programs.start("gateway", "--config", config.toString()).pid();
        if (!Referee.within(Duration.ofMinutes(1), this::answers)) {
            throw new IllegalStateException("does not start: " + programs.log("gateway"));
        }
        startNode(
                "left",
                "agent",
                "--gateway=" + programs.url(),
                "--name=left",
                "--state-dir=" + folder.resolve("agent-left"),
                "--fake-gpus=1");
        startNode(
                "simulated",
                "simulate",
                "--gateway=" + programs.url(),
                "--nodes=" + SIMULATED,
                "--gpus=1");
        if (!Referee.within(Duration.ofMinutes(1), () -> healthy() == NODES)) {
            throw new IllegalStateException("not all nodes come");
        }
        return new Target(plain, secure, nodes);
    }

    private String token(Path config, String... whose) {
        List<String> command =
                Stream.concat(Stream.of("token", "create", "--config=" + config), Stream.of(whose))
                        .toList();
        Programs.Ended made = programs.run(command.toArray(String[]::new));
        if (made.code() != 0) {
            throw new IllegalStateException(made.err());
        }
        return made.out().strip();
    }

    private void startNode(String name, String... arguments) {
        String token = nodes;
        Map<String, String> environment =
                token == null ? Map.of() : Map.of("CLAW_GATEWAY_TOKEN", token);
        programs.launch(name, List.of(), environment, arguments);
    }

    private Path config(int secure) {
        String file =
                """
                [server]
                bind_address = "%s"

                [auth]
                enabled = %s
                token_secret = "of nobody but this test, 0123456789"

                [storage]
                data_dir = "%s"
                """
                        .formatted(programs.address(), asking, folder.resolve("data"));
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

    private boolean answers() {
        try (GatewayApi _ = operator()) {
            return true;
        } catch (GatewayException _) {
            return false;
        }
    }

    private GatewayApi operator() {
        return GatewayClient.connect(Endpoint.parse(programs.url(), person, null), "floods");
    }

    /** Nodes that may take work. */
    long healthy() {
        try (GatewayApi operator = operator()) {
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
