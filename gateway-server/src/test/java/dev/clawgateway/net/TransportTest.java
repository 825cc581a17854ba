package dev.clawgateway.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The listener: its bounds, and the way down. */
class TransportTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final String UPGRADE =
            String.join(
                    "\r\n",
                    "GET / HTTP/1.1",
                    "Host: a",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "",
                    "");

    @Test
    void namesTheVersionItSpeaks() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard());
                RawClient client = RawClient.open(new Socket(), gateway.address())) {
            List<String> head = client.http(UPGRADE.replace("Version: 13", "Version: 8"));

            assertThat(head.getFirst()).startsWith("HTTP/1.1 426");
            assertThat(head).contains("Upgrade: websocket", "Sec-WebSocket-Version: 13");
        }
    }

    @Test
    void saysGoodbyeWhenItStops() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard());
                RawClient cli = gateway.cli();
                RawClient node = gateway.node(NODE, 1)) {
            Thread stopping = Thread.startVirtualThread(gateway::stop);

            assertThat(cli.closeCode()).isEqualTo(1012);
            assertThat(node.closeCode()).isEqualTo(1012);
            stopping.join();
            assertThatThrownBy(gateway::connect).isInstanceOf(IOException.class);
        }
    }

    @Test
    void stopsInTimeThoughAPeerDoesNotAnswer() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard());
                RawClient cli = gateway.cli()) {
            gateway.stop();

            assertThat(cli.next().closeCode()).isEqualTo(1012);
        }
    }

    @Test
    void namesAnAddressItCannotHave() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard())) {
            NetSettings taken = NetSettings.on(gateway.address());

            assertThatThrownBy(() -> new TestGateway(TestGatewayOptions.standard().with(taken)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(String.valueOf(gateway.address().getPort()));
        }
    }

    @Test
    void neverPingsACliAndSendsItNothingUnasked() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard());
                RawClient cli = gateway.cli();
                RawClient node = gateway.node(NODE, 1)) {
            for (int i = 0; i < 3; i++) {
                gateway.sweep();
                node.text(Frames.heartbeat(NODE));
                node.expect("heartbeat_ack");
            }
            cli.ask(Frames.start(1), "workload_started");
            node.expect("start_workload");

            cli.ask("{\"type\":\"get_status\"}", "status");
        }
    }
}
