package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.net.gate.ConnectionLimits;
import dev.clawgateway.net.gate.Rate;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A node that sends without measure is slowed down, and closed when it never stops. */
class MessageFloodTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    @Test
    void delaysNobodyElseAndEndsWithTheSession() throws Exception {
        MessageLimits strict =
                new MessageLimits(
                        1 << 20, 16 << 20, 3, 1024, Duration.ofSeconds(10), 200, 200, 3, 100);
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(strict));
                RawClient flooder = gateway.node(NODE, 1);
                Bystander bystander = new Bystander(gateway)) {
            Thread flood = Thread.startVirtualThread(() -> floodUntilClosed(flooder));

            await().until(() -> gateway.traffic().violations().count("message_rate") > 0);
            bystander.beats();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> gateway.traffic().closes().count("message_rate") == 1);
            bystander.beats();
            flooder.drop();
            flood.join();
        }
    }

    @Test
    void slowsButNeverClosesANodeThatAnswersWhatItWasTold() throws Exception {
        MessageLimits strict =
                new MessageLimits(
                        1 << 20, 16 << 20, 3, 1024, Duration.ofSeconds(10), 1000, 200, 3, 100);
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(strict));
                RawClient node = gateway.node(NODE, 1)) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (int i = 0; i < 3000; i++) { // some ten pauses, of three that are allowed
                lines.writeBytes(
                        RawClient.bytes(
                                0x81,
                                true,
                                Frames.logs(new UUID(2, 1).toString(), false, "line " + i)
                                        .getBytes(StandardCharsets.UTF_8)));
            }
            node.raw(lines.toByteArray());
            node.text(Frames.heartbeat(NODE));

            node.expect("heartbeat_ack");
            assertThat(gateway.traffic().violations().count("message_rate")).isGreaterThan(3);
            assertThat(gateway.traffic().closes().total()).isZero();
        }
    }

    @Test
    void slowsAnOperatorDownAndNeverClosesIt() throws Exception {
        ConnectionLimits.Operators few =
                new ConnectionLimits.Operators(128, Duration.ofMinutes(10), new Rate(100, 20));
        try (TestGateway gateway =
                        new TestGateway(
                                TestGatewayOptions.standard()
                                        .with(ConnectionLimits.DEFAULT.with(few)));
                RawClient cli = gateway.cli()) {
            long begin = System.nanoTime();
            for (int i = 0; i < 120; i++) { // at once, faster than any limit
                cli.text("{\"type\":\"get_status\"}");
            }
            for (int i = 0; i < 120; i++) {
                cli.expect("status");
            }

            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isGreaterThan(Duration.ofMillis(900));
            assertThat(gateway.traffic().violations().count("message_rate")).isGreaterThan(3);
            assertThat(gateway.traffic().closes().total()).isZero();
        }
    }

    @Test
    void isNoneWhenItFitsTheBurst() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard());
                RawClient node = gateway.node(NODE, 1)) {
            for (int i = 0; i < 1000; i++) {
                node.text(Frames.metrics(NODE, i % 100));
            }
            node.text(Frames.heartbeat(NODE));

            node.expect("heartbeat_ack");
            assertThat(gateway.traffic().violations().total()).isZero();
        }
    }

    private static void floodUntilClosed(RawClient flooder) {
        try {
            while (!Thread.interrupted()) {
                flooder.text(Frames.metrics(NODE, 1));
            }
        } catch (IOException _) {
            return; // closed, as it should be
        }
    }
}
