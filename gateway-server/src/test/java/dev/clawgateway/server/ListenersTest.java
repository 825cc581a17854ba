package dev.clawgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clawgateway.control.access.Access;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.net.EntranceException;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TokenDesk;
import dev.clawgateway.server.http.OpenDialects;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several ways in to one gateway, each with what is served there. */
class ListenersTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final InetSocketAddress EVERYWHERE = new InetSocketAddress("0.0.0.0", 0);
    private static final String BEARER = "Authorization: Bearer anna's\r\n";

    private final TokenDesk tokens = new TokenDesk().give("anna's", "anna", Rights.of(Role.ADMIN));

    private TestGateway gateway(WaysIn ways) throws IOException {
        return new TestGateway(
                TestGatewayOptions.standard()
                        .with(tokens)
                        .withAccess((_, _, _) -> new Access.Decision.Allowed())
                        .with(ways));
    }

    private static WaysIn.Way way(String name, InetSocketAddress bind, String... served) {
        return new WaysIn.Way(name, bind, Set.of(served));
    }

    private static int status(TestGateway gateway, String listener, String path, String fields)
            throws IOException {
        InetSocketAddress there =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), gateway.address(listener).getPort());
        try (RawClient client = RawClient.open(new Socket(), there)) {
            String line =
                    client.http(
                                    "GET "
                                            + path
                                            + " HTTP/1.1\r\nHost: localhost\r\n"
                                            + fields
                                            + "\r\n")
                            .getFirst();
            return Integer.parseInt(line.substring(9, 12));
        }
    }

    private static String upgrade() {
        return """
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        """
                .replace("\n", "\r\n");
    }

    @Test
    void serveNothingButWhatTheyAreFor() throws Exception {
        WaysIn ways =
                new WaysIn(
                        Set.of(WaysIn.CLAW),
                        List.of(
                                way("figures", ANY_PORT, "metrics"),
                                way("peers", ANY_PORT, "discovery", "membership")),
                        OpenDialects.UNNAMED);
        try (TestGateway gateway = gateway(ways)) {
            List<String> served = new ArrayList<>();
            for (String listener : List.of("server", "figures", "peers")) {
                for (String path :
                        List.of("/health", "/ready", "/metrics", "/nodes", "/cluster/nodes")) {
                    if (status(gateway, listener, path, "") != 404) {
                        served.add(listener + path);
                    }
                }
                if (status(gateway, listener, "/", upgrade()) == 101) {
                    served.add(listener + " sessions");
                }
            }

            assertThat(served)
                    .containsExactly(
                            "server/health",
                            "server/ready",
                            "server sessions",
                            "figures/health",
                            "figures/ready",
                            "figures/metrics",
                            "peers/health",
                            "peers/ready",
                            "peers/nodes",
                            "peers/cluster/nodes");
            assertThat(status(gateway, "figures", "/", upgrade())).isEqualTo(404);
        }
    }

    /** An existing client that has no room for a token, and one listener away from it. */
    @Test
    void openForGuestsOnOneLeaveTheOthersClosed() throws Exception {
        WaysIn ways =
                new WaysIn(
                        WaysIn.DIALECTS,
                        List.of(
                                way("guests", EVERYWHERE, "discovery", "membership"),
                                way("closed", EVERYWHERE, "discovery", "membership"),
                                way("figures", EVERYWHERE, "metrics")),
                        new OpenDialects(
                                Map.of(
                                        "guests", Set.of("discovery"),
                                        "figures", Set.of("metrics"))));
        try (TestGateway gateway = gateway(ways)) {
            assertThat(status(gateway, "guests", "/nodes", "")).isEqualTo(200);
            assertThat(status(gateway, "guests", "/cluster/nodes", "")).isEqualTo(401);
            assertThat(status(gateway, "guests", "/cluster/nodes", BEARER)).isEqualTo(200);
            assertThat(status(gateway, "closed", "/nodes", "")).isEqualTo(401);
            assertThat(status(gateway, "figures", "/metrics", "")).isEqualTo(200);
            assertThat(health(gateway))
                    .contains("listener guests")
                    .contains("discovery without a credential")
                    .doesNotContain("listener closed")
                    .doesNotContain("listener figures");
        }
    }

    @Test
    void thatAskNobodyAndAreReachedFromElsewhereAreWarnedOf() throws Exception {
        WaysIn ways =
                new WaysIn(
                        WaysIn.DIALECTS,
                        List.of(way("wide", EVERYWHERE, "claw"), way("near", ANY_PORT, "claw")),
                        OpenDialects.UNNAMED,
                        Set.of("wide", "near"));
        try (TestGateway gateway = gateway(ways)) {
            assertThat(health(gateway))
                    .contains("nobody is asked who they are at listener wide")
                    .doesNotContain("listener near");
        }
    }

    @Test
    void areToldOfWithWhatTheyServe(@TempDir Path folder) throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "needs Linux");
        Path socket = folder.resolve("gateway.sock");
        WaysIn ways =
                new WaysIn(
                        WaysIn.DIALECTS,
                        List.of(
                                way("figures", ANY_PORT, "metrics"),
                                new WaysIn.Way(
                                        "local",
                                        UnixDomainSocketAddress.of(socket),
                                        Set.of("claw", "api"))),
                        OpenDialects.UNNAMED);
        try (TestGateway gateway = gateway(ways)) {
            assertThat(health(gateway))
                    .contains(
                            "{\"name\":\"server\",\"address\":\"127.0.0.1:%d\",\"tls\":false,"
                                    .formatted(gateway.address().getPort()),
                            "{\"name\":\"figures\",\"address\":\"127.0.0.1:%d\",\"tls\":false,\"dialects\":[\"metrics\"]}"
                                    .formatted(gateway.address("figures").getPort()),
                            "{\"name\":\"local\",\"address\":\"unix:%s\",\"tls\":false,\"dialects\":[\"api\",\"claw\"]}"
                                    .formatted(socket));
        }
    }

    private static String health(TestGateway gateway) throws IOException {
        try (RawClient client = RawClient.open(new Socket(), gateway.address())) {
            List<String> head = client.http("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
            String length =
                    head.stream()
                            .filter(line -> line.startsWith("content-length: "))
                            .findFirst()
                            .orElseThrow();
            return client.body(Integer.parseInt(length.substring("content-length: ".length())));
        }
    }

    /** Whoever came in by one is found by those who came in by another. */
    @Test
    void areOfOneFleet() throws Exception {
        tokens.give("node-token", new Principal.Node(NODE));
        WaysIn ways =
                new WaysIn(
                        WaysIn.DIALECTS,
                        List.of(way("inside", ANY_PORT, "claw")),
                        OpenDialects.UNNAMED);
        try (TestGateway gateway = gateway(ways);
                RawClient node =
                        RawClient.connect(gateway.address("inside"), "/?token=node-token", "");
                RawClient cli = RawClient.connect(gateway.address(), "/", BEARER)) {
            node.text(Frames.register(NODE, "node-a", 1));
            node.expect("registered");
            cli.text(Frames.HELLO);
            cli.expect("welcome");

            cli.text(Frames.start(1));

            cli.expect("workload_started");
            node.expect("start_workload");
            gateway.stop();
            assertThat(node.closeCode()).isEqualTo(1012);
            assertThat(cli.closeCode()).isEqualTo(1012);
        }
    }

    @Test
    void doNotStartWhereOneOfThemCannotBeHad() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress there = (InetSocketAddress) taken.getLocalSocketAddress();
            WaysIn ways =
                    new WaysIn(
                            WaysIn.DIALECTS,
                            List.of(way("second", there, "metrics")),
                            OpenDialects.UNNAMED);

            assertThatThrownBy(() -> gateway(ways))
                    .isInstanceOf(EntranceException.class)
                    .extracting(failure -> ((EntranceException) failure).entrance())
                    .isEqualTo("second");
        }
    }
}
