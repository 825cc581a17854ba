package dev.clawgateway.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestAuthority;
import dev.clawgateway.server.fixture.TestAuthority.Issued;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.reload.ReloadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that change under a gateway that runs, and what becomes of it. */
class TlsFilesTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    @TempDir private static Path made;
    private static TestAuthority authority;
    private static Issued first;
    private static Issued second;
    private static Issued node;

    @TempDir private Path folder;
    private final MovableTime time = new MovableTime();

    @BeforeAll
    static void issue() throws Exception {
        authority = new TestAuthority(made);
        first = authority.issue("first", "CN=first", "-ext", "san=dns:localhost");
        second = authority.issue("second", "CN=second", "-ext", "san=dns:localhost");
        node = authority.client("node", "CN=node");
    }

    private Path cert() {
        return folder.resolve("server.crt");
    }

    private Path key() {
        return folder.resolve("server.key");
    }

    private void put(Issued certificate, Issued key) throws Exception {
        Files.copy(certificate.certPem(made), cert(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(key.keyPem(made), key(), StandardCopyOption.REPLACE_EXISTING);
    }

    private GatewayConfig config(Path cert, Path key, String more) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("gateway.toml"),
                        """
                        [tls]
                        cert_path = "%s"
                        key_path = "%s"
                        %s
                        """
                                .formatted(cert, key, more));
        return ConfigLoader.load(file, Overrides.NONE, Map.of());
    }

    private TlsFromFiles tls(String more) throws Exception {
        return (TlsFromFiles) GatewayTls.of(config(cert(), key(), more), time);
    }

    private TlsFromFiles tls() throws Exception {
        put(first, first);
        return tls("");
    }

    private static TestGateway serving(GatewayTls tls) throws IOException {
        return new TestGateway(TestGatewayOptions.standard().with(tls.setups().get("server")));
    }

    /** The common name of what a new connection is shown. */
    private static String shownAt(TestGateway gateway, SSLContext client) throws Exception {
        SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket();
        try (RawClient _ = RawClient.open(socket, gateway.address())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private static double figure(GatewayTls tls, String name) {
        return tls.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .map(Figure::value)
                .findFirst()
                .orElseThrow()
                .getAsDouble();
    }

    private static void look(TlsFromFiles tls, int times) {
        for (int i = 0; i < times; i++) {
            tls.look();
        }
    }

    @Test
    void areShownToWhoeverComesAndEndNoSession() throws Exception {
        TlsFromFiles tls = tls();
        try (TestGateway gateway = serving(tls);
                RawClient session =
                        RawClient.connect(
                                authority.trusting().getSocketFactory().createSocket(),
                                gateway.address(),
                                "/")) {
            session.text(Frames.register(NODE, "node", 1));
            session.expect("registered");
            tls.look();
            assertThat(shownAt(gateway, authority.trusting())).isEqualTo("CN=first");
            put(second, second);

            tls.look();

            assertThat(shownAt(gateway, authority.trusting())).isEqualTo("CN=second");
            session.frame(true, RawClient.PING, new byte[0]);
            assertThat(session.next().opcode()).isEqualTo(RawClient.PONG);
            assertThat(figure(tls, "gateway.tls.reloads")).isEqualTo(1);
        }
    }

    /** As secrets of Kubernetes and links of certbot: no file that is named changes itself. */
    @Test
    void areFollowedThroughLinks() throws Exception {
        for (Issued issued : new Issued[] {first, second}) {
            Path version = Files.createDirectory(folder.resolve(issued.alias()));
            Files.copy(issued.certPem(made), version.resolve("server.crt"));
            Files.copy(issued.keyPem(made), version.resolve("server.key"));
            Files.setLastModifiedTime(version.resolve("server.crt"), FileTime.from(Instant.EPOCH));
        }
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("first"));
        Files.createSymbolicLink(cert(), Path.of("..data", "server.crt"));
        Files.createSymbolicLink(key(), Path.of("..data", "server.key"));
        TlsFromFiles tls = tls("");
        try (TestGateway gateway = serving(tls)) {
            Path next = Files.createSymbolicLink(folder.resolve("..next"), Path.of("second"));
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

            tls.look();

            assertThat(shownAt(gateway, authority.trusting())).isEqualTo("CN=second");
        }
    }

    @Test
    void changeNothingWhileTheyDoNotFitAndAreComplainedOfAfterAFewLooks() throws Exception {
        TlsFromFiles tls = tls();
        try (TestGateway gateway = serving(tls)) {
            put(second, first);
            look(tls, 2);
            assertThat(tls.warnings()).isEmpty();
            look(tls, 2);

            assertThat(tls.warnings())
                    .singleElement()
                    .asString()
                    .contains("not that of the certificate", cert().toString());
            assertThat(figure(tls, "gateway.tls.reload.failures")).isEqualTo(1);
            assertThat(shownAt(gateway, authority.trusting())).isEqualTo("CN=first");

            put(second, second);
            tls.look();

            assertThat(tls.warnings()).isEmpty();
            assertThat(shownAt(gateway, authority.trusting())).isEqualTo("CN=second");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "truncated", "encrypted", "pkcs1", "missing", "huge"})
    void changeNothingWhenTheKeyIs(String how) throws Exception {
        TlsFromFiles tls = tls();
        String whole = Files.readString(second.keyPem(made));
        Files.copy(second.certPem(made), cert(), StandardCopyOption.REPLACE_EXISTING);
        switch (how) {
            case "empty" -> Files.writeString(key(), "");
            case "truncated" -> Files.writeString(key(), whole.substring(0, 120));
            case "encrypted" ->
                    Files.writeString(key(), whole.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
            case "pkcs1" ->
                    Files.writeString(key(), whole.replace("PRIVATE KEY", "EC PRIVATE KEY"));
            case "missing" -> Files.delete(key());
            default -> Files.write(key(), new byte[5 << 20]);
        }
        try (TestGateway gateway = serving(tls)) {
            look(tls, 5);

            String told =
                    switch (how) {
                        case "encrypted" -> "openssl pkcs8 -in";
                        case "pkcs1" -> "openssl pkcs8 -topk8";
                        case "missing" -> "there is no";
                        case "huge" -> "too long";
                        default -> "no whole private key";
                    };
            assertThat(tls.warnings()).singleElement().asString().contains(told);
            assertThat(shownAt(gateway, authority.trusting())).isEqualTo("CN=first");
        }
    }

    @Test
    void areThoseOfTheNextConfigurationOnceItIsTaken() throws Exception {
        TlsFromFiles tls = tls();
        try (TestGateway gateway = serving(tls)) {
            GatewayConfig other = config(second.certPem(made), second.keyPem(made), "");
            tls.prepare(other).discard();
            assertThat(shownAt(gateway, authority.trusting())).isEqualTo("CN=first");

            tls.prepare(other).run();
            tls.look();

            assertThat(shownAt(gateway, authority.trusting())).isEqualTo("CN=second");
            GatewayConfig bad = config(first.certPem(made), second.keyPem(made), "");
            ReloadException refused =
                    catchThrowableOfType(ReloadException.class, () -> tls.prepare(bad));
            assertThat(refused).hasMessageContaining("tls.cert_path and tls.key_path");
            assertThat(shownAt(gateway, authority.trusting())).isEqualTo("CN=second");
        }
    }

    @Test
    void sayWhomToBelieveAboutClients() throws Exception {
        put(first, first);
        Path believed = folder.resolve("clients.crt");
        Files.copy(authority.pem(), believed);
        TestAuthority others = new TestAuthority(Files.createDirectory(folder.resolve("others")));
        String asking = "[[listener]]\nname = \"server\"\nclient_ca = \"" + believed + "\"\n";
        TlsFromFiles tls = tls(asking);
        try (TestGateway gateway = serving(tls)) {
            SSLContext client = node.showing(authority.trust());
            assertThat(isLetIn(gateway, client)).isTrue();
            int edition = edition(tls);

            Files.writeString(
                    believed,
                    Files.readString(authority.pem()) + "\n" + Files.readString(others.pem()));
            tls.look();
            assertThat(isLetIn(gateway, client)).isTrue();
            assertThat(edition(tls)).as("nobody is believed less").isEqualTo(edition);

            Files.copy(others.pem(), believed, StandardCopyOption.REPLACE_EXISTING);
            tls.look();
            assertThat(isLetIn(gateway, client)).isFalse();
            assertThat(edition(tls)).isNotEqualTo(edition);
            assertThat(isLetIn(gateway, authority.trusting())).isFalse();

            tls.prepare(config(cert(), key(), asking + "client_certs = \"optional\"\n")).run();
            assertThat(isLetIn(gateway, authority.trusting())).isTrue();
        }
    }

    private static int edition(GatewayTls tls) {
        return tls.authorities().get("server").edition();
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
    void areToldOfBeforeTheyEndAndThereafter() throws Exception {
        Issued brief =
                authority.issue(
                        "brief", "CN=brief", "-validity", "40", "-ext", "san=dns:localhost");
        put(brief, brief);
        TlsFromFiles tls = tls("");
        assertThat(tls.warnings()).isEmpty();
        assertThat(figure(tls, "gateway.tls.certificate.expiry.timestamp.seconds"))
                .isEqualTo(
                        (double)
                                brief.chain()
                                        .getFirst()
                                        .getNotAfter()
                                        .toInstant()
                                        .getEpochSecond());

        time.advance(Duration.ofDays(11));
        assertThat(tls.warnings()).singleElement().asString().contains("28 days");

        time.advance(Duration.ofDays(30));
        assertThat(tls.warnings()).singleElement().asString().contains("is over since");

        tls.prepare(config(first.certPem(made), first.keyPem(made), "")).run();
        assertThat(tls.warnings()).isEmpty();
    }

    @Test
    void areCountedByFiguresThatTheManualLists() throws Exception {
        String manual = Files.readString(Path.of("..", "docs", "metrics.md"));

        for (Figure figure : tls().figures()) {
            String name = figure.name().replace('.', '_') + (figure.counter() ? "_total" : "");
            assertThat(manual).contains("| `" + name + "` |");
        }
    }

    @Test
    void areUsedEvenWhenTheyAreOver() throws Exception {
        Issued old =
                authority.issue(
                        "old",
                        "CN=old",
                        "-startdate",
                        "-3d",
                        "-validity",
                        "1",
                        "-ext",
                        "san=dns:localhost");
        put(old, old);

        assertThat(tls("").warnings()).singleElement().asString().contains("is over since");
    }
}
