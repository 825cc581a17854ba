package dev.clawgateway.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.net.gate.ConnectionLimits;
import dev.clawgateway.net.http.wire.HttpLimits;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Limits that change while connections are open, and whoever is connected stays. */
class LiveLimitsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final String LONG = "{\"type\":\"heartbeat\",\"pad\":\"" + "x".repeat(5000);

    private final TestGatewayOptions usual = TestGatewayOptions.standard();

    @Test
    void holdForSessionsThatAreOpen() throws Exception {
        try (TestGateway gateway = new TestGateway(usual);
                RawClient node = gateway.node(NODE, 1)) {
            node.text(LONG + "\"}");
            assertThat(node.expectError(1003).path("message").asString()).contains("node_id");

            gateway.apply(usual.with(MessageLimits.DEFAULT.within(4096, 1 << 20)).net());

            node.text(LONG + "\"}");
            assertThat(node.expectError(1003).path("message").asString()).contains("at most 4096");
            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
        }
    }

    @Test
    void holdForTheNextRequestOfAConnectionThatIsOpen() throws Exception {
        HttpLimits little = new HttpLimits(4096, 8192, 1024, Duration.ofSeconds(60));
        try (TestGateway gateway = new TestGateway(usual);
                RawClient client = RawClient.open(new Socket(), gateway.address())) {
            assertThat(status(client, 2000)).isEqualTo("404");

            gateway.apply(usual.with(little).net());

            assertThat(status(client, 1000)).isEqualTo("404");
            assertThat(status(client, 2000)).isEqualTo("413");
        }
    }

    private static String status(RawClient client, int bytes) throws IOException {
        List<String> head =
                client.http(
                        "POST /nodes/x HTTP/1.1\r\nHost: a\r\nContent-Length: "
                                + bytes
                                + "\r\n\r\n"
                                + "x".repeat(bytes));
        String length =
                head.stream()
                        .filter(line -> line.startsWith("content-length: "))
                        .findFirst()
                        .orElseThrow();
        client.body(Integer.parseInt(length.substring("content-length: ".length())));
        return head.getFirst().substring(9, 12);
    }

    @Test
    void letStayWhoCameWithinThoseOfBefore() throws Exception {
        try (TestGateway gateway = new TestGateway(usual);
                RawClient first = gateway.cli();
                RawClient second = gateway.cli()) {
            gateway.apply(usual.with(operators(1)).net());

            first.ask("{\"type\":\"get_status\"}", "status");
            second.ask("{\"type\":\"get_status\"}", "status");
            try (RawClient third = gateway.connect()) {
                third.text(Frames.HELLO);
                third.expectError(1006);
            }
            gateway.apply(usual.net());
            gateway.cli().close();
        }
    }

    private static ConnectionLimits operators(int most) {
        ConnectionLimits.Room usual = ConnectionLimits.DEFAULT.room();
        return ConnectionLimits.DEFAULT.with(
                new ConnectionLimits.Room(
                        most,
                        usual.maxOthers(),
                        usual.maxStrangersPerAddress(),
                        usual.maxTotal(),
                        usual.maxInboundBytes()));
    }
}
