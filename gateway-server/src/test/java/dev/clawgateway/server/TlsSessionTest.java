package dev.clawgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.net.gate.ConnectionLimits;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions over TLS, and peers that never finish its handshake. */
class TlsSessionTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final ConnectionLimits HASTY =
            new ConnectionLimits(
                    100,
                    100,
                    100,
                    Duration.ofMillis(500),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30));

    @TempDir private Path folder;

    @Test
    void speakTheSameProtocol() throws Exception {
        TestCertificate certificate = TestCertificate.create(folder);
        try (TestGateway gateway = new TestGateway(options(certificate));
                Socket socket = certificate.trusting().getSocketFactory().createSocket();
                RawClient node = RawClient.connect(socket, gateway.address(), "/")) {
            node.text(Frames.register(NODE, "secure", 1));
            node.expect("registered");
            node.frame(true, RawClient.TEXT, new byte[2 << 20]);
            node.expectError(1003);

            node.raw(RawClient.bytes(0xc1, true, new byte[1]));

            assertThat(node.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void doNotWaitForAHandshakeForEver() throws Exception {
        TestCertificate certificate = TestCertificate.create(folder);
        try (TestGateway gateway = new TestGateway(options(certificate).with(HASTY));
                RawClient silent = RawClient.open(new Socket(), gateway.address());
                RawClient plain = RawClient.open(new Socket(), gateway.address())) {
            plain.raw(new byte[] {'G', 'E', 'T', ' ', '/', '\r', '\n'});

            assertThat(silent.ended()).isTrue();
            assertThat(plain.ended()).isTrue();
            await().until(() -> gateway.traffic().refusals().count("tls_handshake") == 2);
        }
    }

    private static TestGatewayOptions options(TestCertificate certificate) throws Exception {
        SslContext server =
                SslContextBuilder.forServer(
                                certificate.certPath().toFile(), certificate.keyPath().toFile())
                        .build();
        return TestGatewayOptions.standard().with(server);
    }
}
