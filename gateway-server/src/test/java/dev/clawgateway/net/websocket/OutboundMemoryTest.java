package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Large replies to operators who do not read them. */
class OutboundMemoryTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final int LINE = 900;
    private static final int LINES = 3000;
    private static final long REPLY = (long) LINE * LINES;

    @Test
    void waitOutsideTheSocketsBuffers() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(bound(64)));
                RawClient node = gateway.node(NODE, 1);
                Socket socket = RawClient.tightSocket();
                RawClient deaf = RawClient.connect(socket, gateway.address(), "/")) {
            fillLogs(node);
            deaf.text(Frames.HELLO);
            deaf.expect("welcome");

            deaf.text(getLogs());

            await().until(() -> gateway.traffic().pendingBytes() > REPLY / 2);
            SocketSession session =
                    (SocketSession)
                            gateway.sessions().all().stream()
                                    .filter(one -> one.role() == PeerRole.OPERATOR)
                                    .findFirst()
                                    .orElseThrow();
            assertThat(session.channel().bytesBeforeWritable()).isLessThan(256 << 10);

            assertThat(deaf.expect("logs").path("stdout_lines").size()).isEqualTo(LINES);
            await().until(() -> gateway.traffic().pendingBytes() == 0);
        }
    }

    @Test
    void areBoundedOverAllSessionsAndTheHeaviestGoes() throws Exception {
        List<RawClient> deaf = new ArrayList<>();
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(bound(6)));
                Bystander bystander = new Bystander(gateway);
                RawClient node = gateway.node(NODE, 1)) {
            fillLogs(node);
            for (int i = 0; i < 8; i++) {
                RawClient one = RawClient.connect(RawClient.tightSocket(), gateway.address(), "/");
                deaf.add(one);
                one.text(Frames.HELLO);
                one.expect("welcome");
                one.text(getLogs());
            }

            await().until(() ->
                    gateway.traffic().closes().count("outbound_memory")
                                    + gateway.traffic().closes().count("slow_consumer")
                            >= 6);
            assertThat(gateway.traffic().pendingBytes()).isLessThanOrEqualTo(6 << 20);
            bystander.beats();
            for (RawClient one : deaf) {
                one.drop();
            }
            await().until(() -> gateway.traffic().pendingBytes() == 0);
        }
    }

    private static OutboundLimits bound(int mib) {
        return new OutboundLimits(
                64,
                32,
                64 << 20,
                8192,
                Duration.ofSeconds(60),
                RawClient.SMALL_BUFFER,
                (long) mib << 20);
    }

    private static void fillLogs(RawClient node) throws IOException {
        String line = "x".repeat(LINE);
        for (int sent = 0; sent < LINES; sent += 1000) {
            node.text(
                    Frames.logs(
                            NODE.toString(),
                            false,
                            Stream.generate(() -> line).limit(1000).toArray(String[]::new)));
        }
        node.text(Frames.heartbeat(NODE));
        node.expect("heartbeat_ack");
    }

    private static String getLogs() {
        return "{\"type\":\"get_logs\",\"workload_id\":\"%s\",\"tail\":null,\"include_stderr\":false}"
                .formatted(NODE);
    }
}
