package dev.clawgateway.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What went wrong in servers like this one, by the names under which it was told: each is tried
 * here. Those about what a gateway is started with, and about tokens themselves, are beside what
 * they are about; those about connections and what is read of them are in {@link
 * WireAdvisoriesTest}.
 */
class SecurityAdvisoriesTest extends AdvisoryFixture {
    private static final int PERMISSION_DENIED = 1005;
    private static final String START = Frames.start(1);

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/members/discovery/reset",
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
}
