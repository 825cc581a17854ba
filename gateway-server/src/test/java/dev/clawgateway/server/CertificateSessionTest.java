package dev.clawgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.net.TlsSetup;
import dev.clawgateway.net.gate.ClientCertificates;
import dev.clawgateway.server.access.LiveGrants;
import dev.clawgateway.server.access.certificate.CertificateAuthenticator;
import dev.clawgateway.server.access.certificate.IdentityField;
import dev.clawgateway.server.access.certificate.IssuedCertificates;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestAuthority;
import dev.clawgateway.server.fixture.TestAuthority.Issued;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TokenDesk;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Peers that are known by the certificate they show within TLS. */
class CertificateSessionTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final NodeId OTHER = new NodeId(new UUID(1, 2));
    private static final int PERMISSION_DENIED = 1005;

    @TempDir private static Path folder;
    private static TestAuthority authority;
    private static Issued server;
    private static Issued nodeA;

    private final LiveGrants grants = new LiveGrants();
    private volatile boolean good = true;
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final TokenDesk tokens =
            new TokenDesk()
                    .give("node-a's", new Principal.Node(NODE))
                    .give("node-b's", new Principal.Node(OTHER))
                    .give("anna's", "node-a", Rights.of(Role.VIEWER))
                    .give("admin's", "node-a", Rights.of(Role.ADMIN));

    @BeforeAll
    static void found() throws Exception {
        authority = new TestAuthority(folder);
        server = authority.issue("server", "CN=localhost", "-ext", "san=dns:localhost");
        nodeA = authority.client("node-a", "CN=node-a");
    }

    private TestGateway gateway(ClientAuth clients, @Nullable Role role) throws Exception {
        SslContext context =
                SslContextBuilder.forServer(server.keys())
                        .trustManager(authority.trust())
                        .clientAuth(clients)
                        .build();
        SystemTime time = new SystemTime();
        Authenticator judge =
                new CertificateAuthenticator(
                        Map.of(
                                WaysIn.SERVER,
                                new CertificateAuthenticator.Use(role, authority.believed())),
                        tokens,
                        new CertificateAuthenticator.Kept(
                                (id, subject, _) ->
                                        revoked.contains(id) || revoked.contains(subject),
                                _ -> null),
                        grants,
                        time);
        return new TestGateway(
                TestGatewayOptions.standard()
                        .with(judge)
                        .with(new TlsSetup(context::newHandler, certificates(time))));
    }

    private ClientCertificates certificates(SystemTime time) throws Exception {
        IssuedCertificates certificates =
                new IssuedCertificates(authority.believed(), IdentityField.SUBJECT, time);
        return chain -> {
            if (!good) {
                throw new CertificateException("no good any more");
            }
            return certificates.identity(chain);
        };
    }

    private static RawClient connect(TestGateway gateway, SSLContext tls, String path)
            throws Exception {
        return RawClient.connect(tls.getSocketFactory().createSocket(), gateway.address(), path);
    }

    private static void register(RawClient node, NodeId id, String name) throws Exception {
        node.text(Frames.register(id, name, 1));
    }

    @Test
    void areTheNodeThatItNamesAndNoOther() throws Exception {
        SSLContext tls = nodeA.showing(authority.trust());
        try (TestGateway gateway = gateway(ClientAuth.REQUIRE, null);
                RawClient node = connect(gateway, tls, "/");
                RawClient mallory = connect(gateway, tls, "/");
                RawClient person = connect(gateway, tls, "/")) {
            register(node, NODE, "node-a");
            register(mallory, OTHER, "node-b");
            person.text(Frames.HELLO);

            node.expect("registered");
            mallory.expectError(PERMISSION_DENIED);
            person.expectError(PERMISSION_DENIED);
        }
    }

    @Test
    void areOperatorsOnlyWhereTheListenerSaysSo() throws Exception {
        try (TestGateway gateway = gateway(ClientAuth.REQUIRE, Role.VIEWER);
                RawClient person = connect(gateway, nodeA.showing(authority.trust()), "/");
                RawClient node = connect(gateway, nodeA.showing(authority.trust()), "/")) {
            person.text(Frames.HELLO);
            register(node, NODE, "node-a");

            person.expect("welcome");
            node.expectError(PERMISSION_DENIED);
        }
    }

    /** Refused in TLS already, before a byte of a request is read. */
    @Test
    void areNotLetInWithoutOneWhereItIsRequired() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Issued stranger = new TestAuthority(elsewhere).client("node-a", "CN=node-a");
        Issued twofold = authority.client("twofold", "CN=node-a,CN=node-b");
        Logger netty = (Logger) LoggerFactory.getLogger("io.netty");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        netty.addAppender(lines);
        try (TestGateway gateway = gateway(ClientAuth.REQUIRE, null)) {
            assertThat(isLetIn(gateway, authority.trusting())).isFalse();
            assertThat(isLetIn(gateway, stranger.showing(authority.trust()))).isFalse();
            assertThat(isLetIn(gateway, twofold.showing(authority.trust()))).isFalse();
            assertThat(isLetIn(gateway, nodeA.showing(authority.trust()))).isTrue();
            await().until(() -> gateway.traffic().refusals().count("client_certificate") == 3);
        } finally {
            netty.detachAppender(lines);
        }
        // One that fails at the door fills no log.
        assertThat(lines.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
    }

    private static boolean isLetIn(TestGateway gateway, SSLContext tls) throws Exception {
        try (RawClient client =
                RawClient.open(tls.getSocketFactory().createSocket(), gateway.address())) {
            return client.http("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getFirst()
                    .contains(" 200 ");
        } catch (IOException | AssertionError _) {
            return false;
        }
    }

    @Test
    void mayShowATokenInsteadWhereItIsOptional() throws Exception {
        try (TestGateway gateway = gateway(ClientAuth.OPTIONAL, null);
                RawClient node = connect(gateway, authority.trusting(), "/?token=node-a%27s");
                RawClient other = connect(gateway, authority.trusting(), "/")) {
            register(node, NODE, "node-a");
            register(other, OTHER, "node-b");

            node.expect("registered");
            other.expectError(PERMISSION_DENIED);
        }
    }

    @Test
    void areRefusedWhereATokenSaysSomebodyElse() throws Exception {
        SSLContext tls = nodeA.showing(authority.trust());
        try (TestGateway gateway = gateway(ClientAuth.REQUIRE, null);
                RawClient agreeing = connect(gateway, tls, "/?token=node-a%27s");
                RawClient garbage = connect(gateway, tls, "/?token=garbage")) {
            register(agreeing, NODE, "node-a");
            agreeing.expect("registered");
            register(garbage, OTHER, "node-a");
            garbage.expect("registered");
        }
        try (TestGateway gateway = gateway(ClientAuth.REQUIRE, Role.OPERATOR);
                RawClient narrower = connect(gateway, tls, "/?token=anna%27s");
                RawClient wider = connect(gateway, tls, "/?token=admin%27s")) {
            narrower.text(Frames.HELLO);
            wider.text(Frames.HELLO);

            narrower.expect("welcome");
            wider.expectError(PERMISSION_DENIED);
        }
    }

    @Test
    void leaveWhenItIsTakenBack() throws Exception {
        SSLContext tls = nodeA.showing(authority.trust());
        try (TestGateway gateway = gateway(ClientAuth.REQUIRE, null);
                RawClient node = connect(gateway, tls, "/")) {
            register(node, NODE, "node-a");
            node.expect("registered");
            grants.look();

            revoked.add("cert:node-a");
            grants.look();

            assertThat(node.closeCode()).isEqualTo(1008);
            try (RawClient again = connect(gateway, tls, "/")) {
                register(again, NODE, "node-a");
                again.expectError(PERMISSION_DENIED);
            }
        }
    }

    /** A session of TLS that is resumed shows no certificate anew. */
    @Test
    void areJudgedAnewWhereTheirTlsSessionIsResumed() throws Exception {
        SSLContext tls = nodeA.showing(authority.trust());
        try (TestGateway gateway = gateway(ClientAuth.REQUIRE, null)) {
            Visit first = visit(gateway, tls);
            Visit second = visit(gateway, tls);
            assertThat(second.tlsSessionSince()).isEqualTo(first.tlsSessionSince());
            assertThat(second.letIn()).isTrue();

            good = false;

            Visit third = visit(gateway, tls);
            assertThat(third.tlsSessionSince()).isEqualTo(first.tlsSessionSince());
            assertThat(third.letIn()).isFalse();
        }
    }

    private record Visit(boolean letIn, long tlsSessionSince) {}

    private static Visit visit(TestGateway gateway, SSLContext tls) throws Exception {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket();
        boolean letIn;
        try (RawClient client = RawClient.open(socket, gateway.address())) {
            letIn =
                    client.http("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getFirst()
                            .contains(" 200 ");
        } catch (IOException | AssertionError _) {
            letIn = false;
        }
        return new Visit(letIn, socket.getSession().getCreationTime());
    }
}
