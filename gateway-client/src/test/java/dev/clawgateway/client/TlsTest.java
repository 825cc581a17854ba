package dev.clawgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.operator.OperatorClient;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate made by the JDK's own tool, for {@code localhost}. */
class TlsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private final Connector connector = Connector.withThreads(1);

    @AfterEach
    void stop() {
        connector.close();
    }

    @Test
    void trustsTheGivenAuthority() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(tls("dns:localhost"))) {
            Endpoint endpoint = Endpoint.parse("wss://localhost:" + gateway.port(), null, caFile());

            CompletableFuture<OperatorClient> client =
                    CompletableFuture.supplyAsync(() -> connect(endpoint));
            ScriptedGateway.Session session = gateway.nextSession();
            session.next(CliRequest.Hello.class);
            session.send(new CliReply.Welcome("1.0.0", 1));

            assertThat(client.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void doesNotTrustAnybodyElse() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(tls("dns:localhost"))) {
            Endpoint endpoint = Endpoint.parse("wss://localhost:" + gateway.port(), null, null);

            assertThatThrownBy(() -> connect(endpoint))
                    .isInstanceOf(GatewayException.class)
                    .hasMessageContaining("not from an authority that is trusted here")
                    .hasMessageContaining("--ca-file");
        }
    }

    @Test
    void doesNotTakeACertificateForAnotherHost() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(tls("dns:other.example"))) {
            Endpoint endpoint = Endpoint.parse("wss://localhost:" + gateway.port(), null, caFile());

            assertThatThrownBy(() -> connect(endpoint))
                    .isInstanceOf(GatewayException.class)
                    .hasMessageContaining("other names than the one in the URL");
        }
    }

    @Test
    void saysWhetherACertificateIsOverOrNotGoodYetOrTheClientsIsRefused() {
        assertThat(words(new CertificateExpiredException("NotAfter: ...")))
                .contains("has expired")
                .contains("--ca-file");
        assertThat(words(new CertificateNotYetValidException("NotBefore: ..."))).contains("clock");
        assertThat(words(new SSLException("Received fatal alert: certificate_required")))
                .contains("--client-cert FILE");
        assertThat(words(new SSLException("closed"))).isEqualTo("null");
    }

    /** As the JDK wraps what it found. */
    private static String words(Exception found) {
        return String.valueOf(
                TlsTrouble.words(new SSLHandshakeException("handshake failed", found)));
    }

    private OperatorClient connect(Endpoint endpoint) {
        return OperatorClient.connect(connector.nextLoop(), endpoint, "t", LIMIT);
    }

    private Path caFile() {
        return Certificates.caFile(folder);
    }

    private SslContext tls(String name) throws Exception {
        return SslContextBuilder.forServer(Certificates.keys(folder, name)).build();
    }
}
