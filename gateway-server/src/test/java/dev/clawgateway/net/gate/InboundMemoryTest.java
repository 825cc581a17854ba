package dev.clawgateway.net.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages and requests that never end are held within a bound over all connections. */
class InboundMemoryTest {
    private static final int MANY = 10;
    private static final int PART = 300 << 10;
    private static final long BOUND = 1 << 20;

    private final TestGatewayOptions options =
            TestGatewayOptions.standard()
                    .with(
                            ConnectionLimits.DEFAULT.with(
                                    new ConnectionLimits.Room(
                                            1000, 1000, 512, Integer.MAX_VALUE, BOUND)));
    private final List<RawClient> crowd = new ArrayList<>();

    @AfterEach
    void leave() throws IOException {
        for (RawClient one : crowd) {
            one.drop();
        }
    }

    private RawClient enter(RawClient one) {
        crowd.add(one);
        return one;
    }

    @Test
    void ofMessagesTheHeaviestGoAndOthersAreHeard() throws Exception {
        try (TestGateway gateway = new TestGateway(options);
                Bystander bystander = new Bystander(gateway)) {
            for (int i = 0; i < MANY; i++) {
                RawClient one = enter(gateway.node(node(i), 1));
                one.frame(
                        false,
                        RawClient.TEXT,
                        "x".repeat(PART + i).getBytes(StandardCharsets.UTF_8));
            }

            await().until(() ->
                    closed(gateway) >= MANY - BOUND / PART && gateway.traffic().inboundBytes() > 0);
            assertThat(gateway.traffic().inboundBytes()).isLessThanOrEqualTo(BOUND);
            assertThat(closed(gateway)).isLessThan(MANY);
            bystander.beats();
            try (RawClient good = gateway.node(node(MANY), 1)) {
                good.frame(
                        false,
                        RawClient.TEXT,
                        Frames.heartbeat(node(MANY)).getBytes(StandardCharsets.UTF_8));
                good.frame(true, RawClient.CONTINUATION, new byte[0]);
                good.expect("heartbeat_ack");
            }
            leave();
            await().until(() -> gateway.traffic().inboundBytes() == 0);
        }
    }

    private static long closed(TestGateway gateway) {
        return gateway.traffic().closes().count("inbound_memory");
    }

    @Test
    void ofRequestsTheHeaviestAreRefused() throws Exception {
        try (TestGateway gateway = new TestGateway(options);
                Bystander bystander = new Bystander(gateway)) {
            for (int i = 0; i < MANY; i++) {
                RawClient one = enter(RawClient.open(new Socket(), gateway.address()));
                one.raw(
                        ("POST /nodes HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n"
                                        + "x".repeat(PART + i))
                                .getBytes(StandardCharsets.UTF_8));
            }

            await().until(() ->
                    gateway.traffic().refusals().count("inbound_memory") >= MANY - BOUND / PART);
            assertThat(gateway.traffic().inboundBytes()).isLessThanOrEqualTo(BOUND);
            bystander.beats();
            leave();
            await().until(() -> gateway.traffic().inboundBytes() == 0);
        }
    }

    @Test
    void isNotCountedOfWhatComesWhole() throws Exception {
        try (TestGateway gateway = new TestGateway(options);
                RawClient node = gateway.node(node(1), 1)) {
            for (int i = 0; i < 5; i++) {
                node.text("{\"type\":\"none\",\"pad\":\"" + "x".repeat(PART) + "\"}");
                node.expectError(1003);
            }

            assertThat(gateway.traffic().inboundBytes()).isZero();
            assertThat(gateway.traffic().closes().total()).isZero();
        }
    }

    private static NodeId node(int number) {
        return new NodeId(new UUID(1, number + 1));
    }
}
