package dev.clawgateway.server;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.access.OfflineTokens;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that the specification shows, as it stands but for places of files. */
class SeedConfigurationTest {
    private static final String SEED =
            """
            # gateway.toml
            [server]
            bind_address = "0.0.0.0:8080"
            max_nodes = 1000
            node_timeout_secs = 120

            [timing]
            heartbeat_interval_secs = 30
            metrics_interval_secs = 60

            [tls]
            cert_path = "/etc/clawbernetes/server.crt"
            key_path = "/etc/clawbernetes/server.key"

            [auth]
            enabled = true
            token_secret = "${GATEWAY_TOKEN_SECRET}"
            """;

    @TempDir private Path folder;

    @Test
    void startsAndLetsInWhoHasATokenAndNobodyElse() throws Exception {
        TestCertificate certificate = TestCertificate.create(folder);
        GatewayConfig config = config(certificate);
        NodeId id = new NodeId(new UUID(1, 1));

        try (GatewayServer server =
                GatewayServer.start(config, "1.2.3", new SystemTime(), () -> {})) {
            int port = server.address().getPort();
            try (RawClient nobody = connect(certificate, port, "/")) {
                nobody.text(Frames.register(id, "gpu-1", 1));
                nobody.expectError(1005);
            }
            try (RawClient other = connect(certificate, port, "/?token=" + token(config))) {
                other.text(Frames.register(id, "gpu-2", 1));
                other.expectError(1005);
            }
            try (RawClient node = connect(certificate, port, "/?token=" + token(config))) {
                node.text(Frames.register(id, "gpu-1", 1));
                node.expect("registered");
            }
        }
    }

    /** Made beside the gateway, by its configuration alone. */
    private static String token(GatewayConfig config) throws IOException {
        Instant now = new SystemTime().now().truncatedTo(ChronoUnit.SECONDS);
        return OfflineTokens.of(config)
                .sign(
                        new Credential(
                                "a-node",
                                new Holder.Node("gpu-1", Map.of()),
                                now,
                                now.plus(Duration.ofHours(1))));
    }

    private static RawClient connect(TestCertificate certificate, int port, String path)
            throws IOException, GeneralSecurityException {
        return RawClient.connect(
                certificate.trusting().getSocketFactory().createSocket(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                path);
    }

    private GatewayConfig config(TestCertificate certificate) throws IOException {
        Path file = folder.resolve("gateway.toml");
        Files.writeString(
                file,
                SEED.replace("/etc/clawbernetes/server.crt", certificate.certPath().toString())
                                .replace(
                                        "/etc/clawbernetes/server.key",
                                        certificate.keyPath().toString())
                                .replace(":8080", ":0")
                        + "[storage]\ndata_dir = \"%s\"\n".formatted(folder.resolve("data")));
        return ConfigLoader.load(
                file,
                Overrides.NONE,
                Map.of("GATEWAY_TOKEN_SECRET", "a secret that has 32 bytes and more"));
    }
}
