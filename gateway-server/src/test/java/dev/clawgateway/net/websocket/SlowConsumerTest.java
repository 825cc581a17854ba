package dev.clawgateway.net.websocket;

import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A node that stops reading is closed; nobody else notices. */
class SlowConsumerTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    private static final OutboundLimits TIGHT =
            new OutboundLimits(
                    64, 32, 4 << 20, 8192, Duration.ofSeconds(20), RawClient.SMALL_BUFFER);

    @Test
    void isClosedWhenItsRepliesPileUp() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(TIGHT));
                Bystander bystander = new Bystander(gateway);
                Socket socket = RawClient.tightSocket();
                RawClient deaf = RawClient.connect(socket, gateway.address(), "/")) {
            deaf.text(Frames.register(NODE, "deaf", 1));
            deaf.expect("registered");

            Thread sender = Thread.startVirtualThread(() -> sendUntilClosed(deaf));

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> gateway.traffic().closes().count("slow_consumer") == 1);
            bystander.beats();
            await().until(() -> gateway.view().status(NODE) == NodeStatus.DISCONNECTED);
            bystander.beats();
            deaf.drop();
            sender.join();
        }
    }

    @Test
    void isClosedWhenItTakesNothingForTooLong() throws Exception {
        OutboundLimits impatient =
                new OutboundLimits(
                        64, 32, 64 << 20, 8192, Duration.ofMillis(300), RawClient.SMALL_BUFFER);
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(impatient));
                Bystander bystander = new Bystander(gateway);
                RawClient node = gateway.node(NODE, 1);
                Socket socket = RawClient.tightSocket();
                RawClient deaf = RawClient.connect(socket, gateway.address(), "/")) {
            deaf.text(Frames.HELLO);
            String line = "x".repeat(900);
            for (int batch = 0; batch < 10; batch++) {
                node.text(
                        Frames.logs(
                                NODE.toString(),
                                false,
                                Stream.generate(() -> line).limit(1000).toArray(String[]::new)));
            }
            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
            deaf.text(
                    "{\"type\":\"get_logs\",\"workload_id\":\""
                            + NODE
                            + "\",\"tail\":null,\"include_stderr\":false}");

            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        gateway.sweep();
                        return gateway.traffic().closes().count("slow_consumer") == 1;
                    });
            bystander.beats();
        }
    }

    private static void sendUntilClosed(RawClient deaf) {
        try {
            while (!Thread.interrupted()) {
                deaf.text(Frames.heartbeat(NODE));
            }
        } catch (IOException _) {
            return; // the gateway has closed, as it should
        }
    }
}
