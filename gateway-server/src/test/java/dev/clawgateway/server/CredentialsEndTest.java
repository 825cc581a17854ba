package dev.clawgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestAuthority;
import dev.clawgateway.server.fixture.TestAuthority.Issued;
import dev.clawgateway.server.fixture.TestDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Whoever stays is out soon after its credential ends, whichever way it came in; and not before.
 */
class CredentialsEndTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int SESSIONS = 500;
    private static final int POLICY = 1008;
    private static final String REVOKE = "/api/v1/access/";

    @TempDir private Path folder;

    private static NodeId id(int number) {
        return new NodeId(new UUID(9, number));
    }

    private interface Connection {
        RawClient open() throws Exception;
    }

    private static RawClient node(int number, String name, Connection connection) throws Exception {
        RawClient client = connection.open();
        client.text(Frames.register(id(number), name, 1));
        client.expect("registered");
        return client;
    }

    private static RawClient operator(Connection connection) throws Exception {
        RawClient client = connection.open();
        client.ask(Frames.HELLO, "welcome");
        return client;
    }

    /** Waits for its end, and prints how long it took. */
    private static void isOut(String what, RawClient client, long sinceNanos) throws IOException {
        assertThat(client.closeCode()).isEqualTo(POLICY);
        Duration took = Duration.ofNanos(now() - sinceNanos);
        System.out.printf("%s: out after %d ms%n", what, took.toMillis());
        assertThat(took).isLessThan(SOON);
    }

    private static long now() {
        return new SystemTime().nanos();
    }

    @Test
    void takenBackByEveryWayThatATokenComesIn() throws Exception {
        try (AskingGateway gateway = new AskingGateway(folder)) {
            String root = gateway.root();
            String shown = gateway.token("shown", new Holder.Node("a", Map.of()), AN_HOUR);
            String asked = gateway.token("asked", new Holder.Node("b", Map.of()), AN_HOUR);
            String person =
                    gateway.token("person", new Holder.Operator("ann", Rights.FULL), AN_HOUR);
            String basic =
                    "Authorization: Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            ("x:" + person).getBytes(StandardCharsets.UTF_8))
                            + "\r\n";
            try (RawClient field = node(1, "a", () -> gateway.session(shown));
                    RawClient query = node(2, "b", () -> query(gateway, asked));
                    RawClient cli = operator(() -> query(gateway, person));
                    RawClient password =
                            operator(() -> RawClient.connect(gateway.address(), "/", basic))) {
                assertThat(gateway.get(REVOKE + "whoami", person).statusCode()).isEqualTo(200);

                long start = now();
                gateway.delete(REVOKE + "tokens/shown", root);
                isOut("node by a field, by id", field, start);
                start = now();
                gateway.post(REVOKE + "subjects/node:b/revoke", root, "");
                isOut("node by the address, by subject", query, start);
                start = now();
                gateway.delete(REVOKE + "tokens/person", root);
                assertThat(gateway.get(REVOKE + "whoami", person).statusCode()).isEqualTo(401);
                isOut("operator by the address", cli, start);
                isOut("operator by Basic", password, start);
            }
        }
    }

    private static RawClient query(AskingGateway gateway, String token) throws IOException {
        return RawClient.connect(gateway.address(), "/?token=" + token, "");
    }

    @Test
    void expired() throws Exception {
        try (AskingGateway gateway = new AskingGateway(folder)) {
            Duration good = Duration.ofSeconds(6);
            Instant end = new SystemTime().now().truncatedTo(ChronoUnit.SECONDS).plus(good);
            String node = gateway.token("node", new Holder.Node("a", Map.of()), good);
            String person = gateway.token("ann", new Holder.Operator("ann", Rights.FULL), good);
            try (RawClient worker = node(1, "a", () -> gateway.session(node));
                    RawClient cli = operator(() -> gateway.session(person))) {
                assertThat(worker.closeCode()).isEqualTo(POLICY);
                assertThat(cli.closeCode()).isEqualTo(POLICY);

                Instant now = new SystemTime().now();
                System.out.printf(
                        "expired: out after %d ms%n", Duration.between(end, now).toMillis());
                assertThat(now).isBetween(end, end.plus(SOON));
                assertThat(gateway.get(REVOKE + "whoami", person).statusCode()).isEqualTo(401);
            }
        }
    }

    /** Whatever else it shows that is good: it has to be approved again. */
    @Test
    void devicesTakenBackBySubject() throws Exception {
        String listener =
                """
                [[listener]]
                name = "devices"
                bind_address = "127.0.0.1:0"
                dialects = ["openclaw"]
                """;
        try (AskingGateway gateway = new AskingGateway(folder, listener)) {
            String root = gateway.root();
            TestDevice device = TestDevice.fresh();
            ConnectParams agent = Connects.agent(gateway.node("rack3"), "gpu.list");
            String request;
            try (OpenClawPeer waiting = OpenClawPeer.open(gateway.address("devices"))) {
                JsonNode error = waiting.refused(signed(waiting, device, agent));
                request = error.path("details").path("requestId").asString();
            }
            gateway.post(REVOKE + "device-requests/" + request + "/approve", root, "");
            try (OpenClawPeer node = OpenClawPeer.open(gateway.address("devices"))) {
                node.hello(signed(node, device, agent));

                long start = now();
                gateway.post(REVOKE + "subjects/device:" + device.id() + "/revoke", root, "");

                assertThat(node.socket().closeCode()).isEqualTo(4001);
                assertThat(Duration.ofNanos(now() - start)).isLessThan(SOON);
            }
            try (OpenClawPeer again = OpenClawPeer.open(gateway.address("devices"))) {
                assertThat(again.refused(signed(again, device, agent)).path("code").asString())
                        .isEqualTo("NOT_PAIRED");
            }
            assertThat(gateway.get(REVOKE + "devices", root).body()).doesNotContain(device.id());
        }
    }

    private static ConnectParams signed(
            OpenClawPeer peer, TestDevice device, ConnectParams params) {
        return peer.signed(device, params, new SystemTime().now().toEpochMilli());
    }

    /** The configuration as a file says it, with a listener for those who have a certificate. */
    @Test
    void certificatesTakenBackAndExpired() throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        Issued server = authority.issue("server", "CN=localhost", "-ext", "san=dns:localhost");
        Issued lasting = authority.client("lasting", "CN=lasting");
        String listeners = listeners(server, authority.pem());
        try (AskingGateway gateway = new AskingGateway(folder, listeners)) {
            // Made last: it holds for as long as it takes to get in.
            Issued brief =
                    authority.client(
                            "brief", "CN=brief", "-startdate", "-1d+20S", "-validity", "1");
            Instant end = brief.chain().getFirst().getNotAfter().toInstant();
            try (RawClient first = node(1, "lasting", () -> by(lasting, authority, gateway));
                    RawClient second = node(2, "brief", () -> by(brief, authority, gateway))) {
                long start = now();
                gateway.post(REVOKE + "subjects/cert:lasting/revoke", gateway.root(), "");
                isOut("certificate, by subject", first, start);

                assertThat(second.closeCode()).isEqualTo(POLICY);
                assertThat(new SystemTime().now()).isBetween(end.minusSeconds(1), end.plus(SOON));
            }
        }
    }

    /** A node that is believed by both comes back at once; another one does not. */
    @Test
    void judgedAnewWhenOthersAreBelievedAboutCertificates() throws Exception {
        TestAuthority old = new TestAuthority(Files.createDirectory(folder.resolve("old")));
        TestAuthority next = new TestAuthority(Files.createDirectory(folder.resolve("next")));
        Issued server = old.issue("server", "CN=localhost", "-ext", "san=dns:localhost");
        Issued before = old.client("before", "CN=before");
        Issued after = next.client("after", "CN=after");
        Path believed = Files.copy(old.pem(), folder.resolve("believed.pem"));
        String listeners = listeners(server, believed);
        try (AskingGateway gateway = new AskingGateway(folder, listeners);
                RawClient node = node(1, "before", () -> by(before, old, gateway))) {
            assertThatThrownBy(() -> node(2, "after", () -> by(after, old, gateway)))
                    .isInstanceOf(IOException.class);
            long start = now();
            Files.writeString(folder.resolve("new.pem"), Files.readString(next.pem()) + "\n");
            Files.move(folder.resolve("new.pem"), believed, StandardCopyOption.REPLACE_EXISTING);

            isOut("certificate, others are believed", node, start);
            assertThatThrownBy(() -> node(1, "before", () -> by(before, old, gateway)))
                    .isInstanceOf(IOException.class);
            node(2, "after", () -> by(after, old, gateway)).close();
        }
    }

    /** One for everybody without TLS, and one for nodes with a certificate. */
    private String listeners(Issued server, Path believed) throws Exception {
        return """
        [tls]
        cert_path = "%s"
        key_path = "%s"
        [[listener]]
        name = "server"
        tls = false
        [[listener]]
        name = "nodes"
        bind_address = "127.0.0.1:0"
        client_ca = "%s"
        """
                .formatted(server.certPem(folder), server.keyPem(folder), believed);
    }

    private static RawClient by(Issued certificate, TestAuthority authority, AskingGateway gateway)
            throws Exception {
        SSLContext tls = certificate.showing(authority.trust());
        return RawClient.connect(
                tls.getSocketFactory().createSocket(), gateway.address("nodes"), "/");
    }

    /** Those of the old key stay until the next rotation, and are out soon after that. */
    @Test
    void noneByARotationAndAllOfTheOldKeyByTheNext() throws Exception {
        List<RawClient> nodes = new ArrayList<>();
        try (AskingGateway gateway = new AskingGateway(folder);
                RawClient marker = node(0, "marker", () -> marked(gateway))) {
            String token = gateway.node("n-*");
            for (int number = 1; number <= SESSIONS; number++) {
                nodes.add(gateway.session(token));
                nodes.getLast().text(Frames.register(id(number), "n-" + number, 1));
            }
            for (RawClient node : nodes) {
                node.expect("registered");
            }

            rotate(gateway);
            gateway.delete(REVOKE + "tokens/marker", gateway.root());
            assertThat(marker.closeCode()).isEqualTo(POLICY); // so all were looked at since
            for (RawClient node : nodes) {
                node.frame(true, RawClient.PING, new byte[0]);
                assertThat(answersPing(node)).isTrue();
            }

            long start = now();
            rotate(gateway);
            for (RawClient node : nodes) {
                assertThat(node.closeCode()).isEqualTo(POLICY);
            }
            Duration took = Duration.ofNanos(now() - start);
            System.out.printf("%d of the old key: out after %d ms%n", SESSIONS, took.toMillis());
            assertThat(took).isLessThan(SOON);
        } finally {
            for (RawClient node : nodes) {
                node.close();
            }
        }
    }

    /** Whatever else it is told meanwhile. */
    private static boolean answersPing(RawClient node) throws IOException {
        int opcode = node.next().opcode();
        while (opcode == RawClient.TEXT) {
            opcode = node.next().opcode();
        }
        return opcode == RawClient.PONG;
    }

    private static RawClient marked(AskingGateway gateway) throws IOException {
        Holder holder = new Holder.Node("marker", Map.of());
        return gateway.session(gateway.token("marker", holder, AN_HOUR));
    }

    private static void rotate(AskingGateway gateway) throws Exception {
        assertThat(gateway.post(REVOKE + "rotate", gateway.root(), "").statusCode()).isEqualTo(204);
    }
}
