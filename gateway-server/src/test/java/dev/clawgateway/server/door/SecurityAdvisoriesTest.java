package dev.clawgateway.server.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.control.access.RoleAccess;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.net.gate.ConnectionLimits;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TokenDesk;
import dev.clawgateway.server.http.OpenDialects;
import io.netty.util.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What went wrong in servers like this one, by the names under which it was told: each is tried
 * here. Those about what a gateway is started with, and about tokens themselves, are beside what
 * they are about.
 */
class SecurityAdvisoriesTest {
    private static final int PERMISSION_DENIED = 1005;
    private static final NodeId NODE = new NodeId(new UUID(3, 3));
    private static final String START = Frames.start(1);

    @RegisterExtension final GatewayExtension gateways = new GatewayExtension(options());

    private static TestGatewayOptions options() {
        return TestGatewayOptions.standard()
                .with(
                        new TokenDesk()
                                .give("a-nodes-token", new Principal.Node(NODE))
                                .give("a-viewers-token", "vic", Rights.of(Role.VIEWER))
                                .give("an-admins-token", "ann", Rights.of(Role.ADMIN)))
                .with(new OpenDialects(Map.of("server", Set.of()))) // nobody is a guest
                .withAccess(new RoleAccess());
    }

    private RawClient connect(String query) throws IOException {
        return RawClient.connect(new Socket(), gateways.gateway().address(), "/" + query);
    }

    private List<String> http(String request) throws IOException {
        return http(gateways.gateway(), request);
    }

    private static List<String> http(TestGateway gateway, String request) throws IOException {
        try (RawClient client = RawClient.open(new Socket(), gateway.address())) {
            return client.http(request);
        }
    }

    private List<String> ask(String line, String... fields) throws IOException {
        return http(
                line
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                        + String.join("", fields)
                        + "\r\n");
    }

    /** A request line and its fields, of this machine. */
    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\nHost: localhost\r\n\r\n";
    }

    @Test
    @DisplayName("CVE-2026-25253: no token is taken from an address but that of a WebSocket")
    void noTokenInAddresses() throws Exception {
        List<String> answer = ask("GET /cluster/nodes?token=an-admins-token");

        assertThat(answer.getFirst()).startsWith("HTTP/1.1 400");
        assertThat(answer.toString()).doesNotContain("an-admins-token");
        try (RawClient cli = connect("?token=an-admins-token")) {
            assertThat(cli.ask(Frames.HELLO, "welcome").path("type").asString())
                    .isEqualTo("welcome");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"set_serving\",\"serving\":false}",
                "{\"type\":\"node_invoke\",\"node_id\":\"00000000-0000-0001-0000-000000000001\",\"command\":\"x\"}",
                "{\"type\":\"set_virtual_cluster\",\"name\":\"mine\"}"
            })
    @DisplayName("CVE-2026-25593: nobody configures or runs anything without a credential")
    void nothingWithoutCredential(String request) throws Exception {
        try (RawClient stranger = connect("")) {
            stranger.text(Frames.HELLO);
            stranger.text(request);
            stranger.expectError(PERMISSION_DENIED);
            assertThat(stranger.closeCode()).isEqualTo(1008);
        }
        assertThat(gateways.gateway().view().serving()).isTrue();
        assertThat(gateways.gateway().view().virtualClusters()).isEmpty();
    }

    @Test
    @DisplayName("CVE-2026-26322: no connection is opened to an address that a caller names")
    void noConnectionElsewhere() throws Exception {
        InetAddress elsewhere = InetAddress.getByName("127.0.0.2");
        MovableTime time = new MovableTime();
        try (TestGateway gateway = new TestGateway(options().with(time));
                ServerSocket own = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, elsewhere)) {
            member(gateway, "other", "http://127.0.0.2:" + other.getLocalPort());
            member(gateway, "own", "http://127.0.0.1:" + own.getLocalPort());
            own.setSoTimeout(RawClient.PATIENCE_MILLIS);
            time.advance(Duration.ofSeconds(11));
            gateway.sweep();

            own.accept().close();
            other.setSoTimeout(1);
            assertThat(accepted(other)).isFalse();
        }
    }

    private static void member(TestGateway gateway, String id, String url) throws IOException {
        String body = "{\"id\":\"" + id + "\",\"url\":\"" + url + "\"}";
        assertThat(
                        http(
                                gateway,
                                "POST /cluster/register HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Authorization: Bearer an-admins-token\r\nContent-Length: "
                                        + body.length()
                                        + "\r\n\r\n"
                                        + body))
                .first()
                .asString()
                .startsWith("HTTP/1.1 200");
    }

    private static boolean accepted(ServerSocket socket) throws IOException {
        try {
            socket.accept().close();
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=garbage", "?token=", "?token=garbage&token=more"})
    @DisplayName("CVE-2026-28472: a credential that is no good is as none, to the letter")
    void garbageIsAsNone(String query) throws Exception {
        try (RawClient none = connect("");
                RawClient garbage = connect(query)) {
            none.text(Frames.HELLO);
            garbage.text(Frames.HELLO);

            assertThat(garbage.message()).isEqualTo(none.message());
            assertThat(garbage.closeCode()).isEqualTo(none.closeCode());
        }
        assertThat(ask("GET /cluster/nodes", "Authorization: Bearer garbage\r\n"))
                .isEqualTo(ask("GET /cluster/nodes"))
                .first()
                .asString()
                .startsWith("HTTP/1.1 401");
    }

    @Test
    @DisplayName("GHSA-rqpp-rjj8-7wv8: roles and scopes that a client declares add nothing")
    void declaredScopesAddNothing() throws Exception {
        String boast =
                ",\"role\":\"admin\",\"scopes\":[\"operator.admin\"],\"rights\":{\"role\":\"admin\"}}";
        try (RawClient viewer = connect("?token=a-viewers-token");
                RawClient node = connect("?token=a-nodes-token")) {
            viewer.ask(Frames.HELLO.replaceFirst("}$", boast), "welcome");
            viewer.text(START.replaceFirst("}$", boast));
            viewer.expectError(PERMISSION_DENIED);

            node.text(Frames.register(NODE, "n", 1, "\"role\":\"admin\",\"scopes\":[\"*\"]"));
            node.expect("registered");
            node.text("{\"type\":\"list_nodes\",\"include_capabilities\":true,\"role\":\"admin\"}");
            node.expect("error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.evil.com", "127.0.0.1.evil.com", "localhost.evil.com"})
    @DisplayName("OpenClaw PR 42507: what is local is told by addresses, not by how a name begins")
    void addressesAreNoNames(String host) throws Exception {
        List<String> answer =
                http(
                        "GET / HTTP/1.1\r\nHost: "
                                + host
                                + "\r\nOrigin: http://"
                                + host
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        assertThat(answer.getFirst()).startsWith("HTTP/1.1 403");
    }

    @Test
    @DisplayName("CVE-2020-7218, CVE-2020-7219: connections that say nothing are bounded")
    void connectionsAreBounded() throws Exception {
        ConnectionLimits few =
                new ConnectionLimits(
                        100,
                        100,
                        5,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30));
        List<RawClient> silent = new ArrayList<>();
        try (TestGateway gateway = new TestGateway(options().with(few))) {
            for (int i = 0; i < 8; i++) {
                silent.add(RawClient.open(new Socket(), gateway.address()));
            }
            await().untilAsserted(() ->
                    assertThat(gateway.traffic().refusals().count("strangers")).isEqualTo(3));
            try (RawClient cli =
                    RawClient.connect(new Socket(), gateway.address(), "/?token=an-admins-token")) {
                cli.ask(Frames.HELLO, "welcome");
            }
        } finally {
            for (RawClient client : silent) {
                client.close();
            }
        }
    }

    @Test
    @DisplayName("Nomad 1.5.3: nothing of an operator's is done by a node's credential")
    void nodesAreNoOperators() throws Exception {
        try (RawClient node = connect("?token=a-nodes-token")) {
            node.text(Frames.register(NODE, "n", 1));
            node.expect("registered");
            node.text(START);
            node.expect("error");
            node.text("{\"type\":\"set_serving\",\"serving\":false}");
            node.expect("error");
        }
        try (RawClient asOperator = connect("?token=a-nodes-token")) {
            asOperator.text(Frames.HELLO);
            asOperator.expect("welcome");
            asOperator.text(START);
            asOperator.expectError(PERMISSION_DENIED);
        }
        assertThat(gateways.gateway().view().workloads()).isEmpty();
        assertThat(gateways.gateway().view().serving()).isTrue();
    }

    @Test
    @DisplayName("CVE-2018-1002105: an upgrade that is refused leaves no open pipe")
    void refusedUpgradesLeaveNothingOpen() throws Exception {
        try (RawClient client = RawClient.open(new Socket(), gateways.gateway().address())) {
            List<String> head =
                    client.http(
                            head(
                                    "GET /?token=an-admins-token HTTP/1.1",
                                    "Upgrade: websocket",
                                    "Connection: Upgrade",
                                    "Sec-WebSocket-Version: 7",
                                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
            assertThat(head.getFirst()).doesNotContain("101");
            assertThat(head.getFirst()).startsWith("HTTP/1.1 4");
            client.raw(
                    RawClient.bytes(
                            0x81,
                            true,
                            "{\"type\":\"set_serving\",\"serving\":false}"
                                    .getBytes(StandardCharsets.UTF_8)));
            assertThat(client.ended()).isTrue();
        }
        assertThat(gateways.gateway().view().serving()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/discovery/reset",
                "POST /cluster/disable-serving",
                "PATCH /cluster/nodes/a/disable"
            })
    @DisplayName("CVE-2020-11651: no path that changes anything is open")
    void noPathIsOpen(String path) throws Exception {
        assertThat(ask(path)).first().asString().startsWith("HTTP/1.1 401");
        assertThat(ask(path, "Authorization: Bearer a-viewers-token\r\n"))
                .first()
                .asString()
                .startsWith("HTTP/1.1 403");
        assertThat(gateways.gateway().view().serving()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /register HTTP/1.0;Transfer-Encoding: chunked;Content-Length: 5",
                "POST /register HTTP/1.1;Transfer-Encoding: chunked;Content-Length: 5",
                "POST /register HTTP/1.1;Transfer-Encoding: xchunked",
                "POST /register HTTP/1.1;Content-Length: 5;Content-Length: 6"
            })
    @DisplayName("CVE-2026-42581: a request of two lengths is refused, and what follows it unread")
    void requestsOfTwoLengths(String request) throws Exception {
        try (RawClient client = RawClient.open(new Socket(), gateways.gateway().address())) {
            List<String> answer =
                    client.http(
                            head(request.split(";")) + "0\r\n\r\n" + head("GET /health HTTP/1.1"));

            assertThat(answer.getFirst()).containsPattern("HTTP/1\\.[01] (400|501)");
            int length =
                    answer.stream()
                            .filter(line ->
                                    line.toLowerCase(Locale.ROOT).startsWith("content-length: "))
                            .mapToInt(line -> Integer.parseInt(line.substring(16)))
                            .findFirst()
                            .orElse(0);
            assertThat(client.body(length)).doesNotContain("\"version\"");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    @DisplayName("CVE-2026-50020, CVE-2026-45416, CVE-2026-50560: a library that knows of them")
    void theNetworkLibraryIsNewEnough() {
        String version = Version.identify().get("netty-codec-http").artifactVersion();

        assertThat(Arrays.compare(numbers(version.replaceAll("[^0-9.].*", "")), numbers("4.2.15")))
                .isNotNegative();
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000\u0001", "\u0007", "\u00ff\u00fe"})
    @DisplayName("CVE-2026-50020: bytes before the request line are not read over")
    void controlBytesBeforeTheRequestLine(String bytes) throws Exception {
        try (RawClient client = RawClient.open(new Socket(), gateways.gateway().address())) {
            client.raw(
                    (bytes + "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));

            assertThat(client.http("").getFirst()).doesNotContain(" 200 ");
        }
    }

    @Test
    @DisplayName("GHSA-w9fj-cfpg-grvv: HTTP/2 is not spoken")
    void noHttp2() throws Exception {
        List<String> upgrade =
                ask(
                        "GET /health",
                        "Connection: Upgrade, HTTP2-Settings\r\n",
                        "Upgrade: h2c\r\n",
                        "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n");
        assertThat(upgrade.getFirst()).doesNotContain("101");
        assertThat(http("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").getFirst())
                .containsPattern("HTTP/1\\.[01] [45]");
    }

    @Test
    @DisplayName("CVE-2026-42587: what is sent packed is not unpacked")
    void nothingIsUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(
                    "{\"node_id\":1,\"ip_address\":\"127.0.0.1\",\"port\":1,\"capabilities\":[]}"
                            .getBytes(StandardCharsets.UTF_8));
        }
        String body = packed.toString(StandardCharsets.ISO_8859_1);

        assertThat(
                        http(
                                "POST /register HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Authorization: Bearer an-admins-token\r\n"
                                        + "Content-Encoding: gzip\r\nContent-Length: "
                                        + body.length()
                                        + "\r\n\r\n"
                                        + body))
                .first()
                .asString()
                .containsPattern("HTTP/1.1 4(00|15)");
        assertThat(gateways.gateway().view().discovery().members()).isEmpty();
    }

    @Test
    @DisplayName("CVE-2026-48779, Java-WebSocket #1508: a message of endless fragments is cut off")
    void fragmentsAreBounded() throws Exception {
        try (RawClient cli = connect("?token=a-viewers-token")) {
            cli.frame(false, RawClient.TEXT, new byte[0]);
            for (int i = 0; i < 2000; i++) {
                cli.frame(false, RawClient.CONTINUATION, new byte[0]);
            }

            assertThat(cli.closeCode()).isIn(1008, 1009);
        }
    }
}
