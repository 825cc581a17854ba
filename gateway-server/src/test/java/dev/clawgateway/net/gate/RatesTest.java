package dev.clawgateway.net.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clawgateway.control.access.Access;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.net.NetSettings;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TokenDesk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever comes or asks too often is told when to come again, and nobody else is bothered. */
class RatesTest {
    private static final Rate LOTS = new Rate(1_000_000, 1_000_000);
    private static final Rate TWO = new Rate(1, 2);
    private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String STATUS = "{\"type\":\"get_status\"}";
    private static final String UPGRADE =
            "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key:"
                    + " dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private final MovableTime time = new MovableTime();

    private TestGatewayOptions options(Rates rates) {
        return TestGatewayOptions.standard().with(ConnectionLimits.DEFAULT.with(rates)).with(time);
    }

    private static List<String> head(InetSocketAddress address, String request) throws IOException {
        try (RawClient client = RawClient.open(new Socket(), address)) {
            return client.http(request);
        }
    }

    @Test
    void turnAwaySessionsThatBeginAtOnce() throws Exception {
        try (TestGateway gateway = new TestGateway(options(new Rates(LOTS, TWO, LOTS, LOTS)));
                Bystander bystander = new Bystander(gateway);
                RawClient second = gateway.connect()) {
            List<String> head = head(gateway.address(), UPGRADE);

            assertThat(head.getFirst()).startsWith("HTTP/1.1 503");
            assertThat(head).contains("Retry-After: 1");
            assertThat(gateway.traffic().refusals().count("connection_rate")).isEqualTo(1);
            assertThat(head(gateway.address(), HEALTH).getFirst()).isEqualTo("HTTP/1.1 200 OK");
            bystander.beats();
            second.text(Frames.HELLO);
            second.expect("welcome");
            time.advance(Duration.ofSeconds(1));
            gateway.cli().close();
        }
    }

    @Test
    void turnAwayConnectionsOfOneAddress() throws Exception {
        InetAddress own = ownAddress().orElse(null);
        assumeTrue(own != null, "this machine has no address but loopback");
        NetSettings everywhere = NetSettings.on(new InetSocketAddress("0.0.0.0", 0));
        NetSettings net =
                new NetSettings(
                        everywhere.bind(),
                        2,
                        ConnectionLimits.DEFAULT.with(new Rates(TWO, LOTS, LOTS, LOTS)),
                        everywhere.messages(),
                        everywhere.outbound(),
                        everywhere.http(),
                        everywhere.browsers());
        try (TestGateway gateway =
                new TestGateway(TestGatewayOptions.standard().with(net).with(time))) {
            int port = gateway.address().getPort();
            InetSocketAddress there = new InetSocketAddress(own, port);
            InetSocketAddress loopback =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            assertThat(head(there, UPGRADE).getFirst()).contains("101");
            assertThat(head(there, HEALTH).getFirst()).contains("200");

            List<String> head = head(there, UPGRADE);

            assertThat(head.getFirst()).startsWith("HTTP/1.1 503");
            assertThat(head).contains("Retry-After: 1");
            assertThat(head(loopback, HEALTH).getFirst()).contains("200");
            time.advance(Duration.ofSeconds(1));
            assertThat(head(there, UPGRADE).getFirst()).contains("101");
        }
    }

    private static Optional<InetAddress> ownAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address.getAddress().length == 4)
                .filter(address -> !address.isLoopbackAddress())
                .findFirst();
    }

    @Test
    void turnAwayRegistrationsThatComeAtOnce() throws Exception {
        try (TestGateway gateway = new TestGateway(options(new Rates(LOTS, LOTS, TWO, LOTS)));
                RawClient first = gateway.node(node(1), 1);
                RawClient second = gateway.node(node(2), 1);
                RawClient third = gateway.connect()) {
            third.text(Frames.register(node(3), "node-3", 1));

            assertThat(third.expectError(1006).path("message").asString())
                    .contains("try again in 1 s");
            RawClient.Frame close = third.next();
            assertThat(close.closeCode()).isEqualTo(1013);
            assertThat(close.payload())
                    .matches("too many registrations; retry after [0-9]{4,5} ms");
            first.text(Frames.heartbeat(node(1)));
            first.expect("heartbeat_ack");
            second.text(Frames.heartbeat(node(2)));
            second.expect("heartbeat_ack");
            time.advance(Duration.ofSeconds(1));
            gateway.node(node(3), 1).close();
        }
    }

    @Test
    void holdOneCallerAndNoOther() throws Exception {
        TokenDesk tokens =
                new TokenDesk()
                        .give("anna's", "anna", Rights.of(Role.ADMIN))
                        .give("bert's", "bert", Rights.of(Role.ADMIN));
        TestGatewayOptions options =
                options(new Rates(LOTS, LOTS, LOTS, TWO))
                        .with(tokens)
                        .withAccess((_, _, _) -> new Access.Decision.Allowed());
        try (TestGateway gateway = new TestGateway(options);
                RawClient anna = session(gateway, "anna's");
                RawClient bert = session(gateway, "bert's")) {
            anna.ask(STATUS, "status");

            anna.text(STATUS);

            assertThat(anna.expectError(1006).path("message").asString())
                    .isEqualTo("you ask too often; try again in 1 s");
            List<String> head = head(gateway.address(), nodes("anna's"));
            assertThat(head.getFirst()).startsWith("HTTP/1.1 429");
            assertThat(head).contains("Retry-After: 1");
            bert.ask(STATUS, "status");
            time.advance(Duration.ofSeconds(2));
            anna.ask(STATUS, "status");
            assertThat(head(gateway.address(), nodes("anna's")).getFirst()).contains("200");
        }
    }

    private static RawClient session(TestGateway gateway, String token) throws IOException {
        RawClient client =
                RawClient.connect(
                        gateway.address(), "/", "Authorization: Bearer " + token + "\r\n");
        client.ask(Frames.HELLO, "welcome");
        return client;
    }

    private static String nodes(String token) {
        return "GET /nodes HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token + "\r\n\r\n";
    }

    private static NodeId node(int number) {
        return new NodeId(new UUID(1, number));
    }
}
