package dev.clawgateway.server.dialect.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.session.CommandRules;
import dev.clawgateway.server.dialect.openclaw.session.EventLimits;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestDevice;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An operator that takes nothing of what it is told, over a real socket, beside one that does. */
class DeafOperatorTest {
    private static final int BYTES = 256 << 10;
    private static final int MOST_EVENTS = 50_000;
    private static final String STATS =
            "{\"event\":\"node.host.stats\",\"payload\":{\"cpuCount\":64,"
                    + "\"loadAverage\":[1,2,3],\"memoryTotalBytes\":540000000000,"
                    + "\"memoryFreeBytes\":410000000000,\"diskTotalBytes\":3800000000000,"
                    + "\"diskAvailableBytes\":2900000000000}}";

    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        OpenClawSettings usual = OpenClawSettings.of("1.2.3");
        OpenClawSettings.Bounds bounds = usual.bounds();
        ApprovalRules rules = new ApprovalRules(true, true, _ -> false, false, false, Map.of());
        OutboundLimits net = OutboundLimits.DEFAULT;
        gateway =
                new TestGateway(
                        OpenClawListeners.both()
                                .with(
                                        new OutboundLimits(
                                                net.maxCommands(),
                                                net.maxReplies(),
                                                net.maxBytes(),
                                                net.maxHandovers(),
                                                net.stall(),
                                                RawClient.SMALL_BUFFER))
                                .with(
                                        usual.with(
                                                        new OpenClawSettings.Bounds(
                                                                new EventLimits(
                                                                        BYTES,
                                                                        BYTES,
                                                                        Duration.ofMinutes(1)),
                                                                bounds.maxWaiting(),
                                                                bounds.freeAttempts()))
                                                .with(
                                                        new OpenClawSettings.Nodes(
                                                                CommandRules.DEFAULT, rules))));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private InetSocketAddress own() {
        return gateway.address(OpenClawListeners.OWN);
    }

    private OpenClawPeer node() throws IOException {
        OpenClawPeer node = OpenClawPeer.open(own());
        node.hello(
                node.signed(
                        TestDevice.fresh(),
                        Connects.agent(null, "system.which"),
                        Instant.now().toEpochMilli()));
        return node;
    }

    private boolean closed() {
        return gateway.traffic().closes().count("slow_consumer") > 0;
    }

    @Test
    void isClosedWithAReasonThatArrivesAndNobodyElseMissesAnything() throws Exception {
        RawClient tight = RawClient.connect(RawClient.tightSocket(), own(), "/");
        try (OpenClawPeer node = node();
                OpenClawPeer deaf = OpenClawPeer.greeted(tight);
                OpenClawPeer reader =
                        OpenClawPeer.connected(own(), Connects.cli(null, Scopes.READ))) {
            deaf.hello(Connects.cli(null, Scopes.READ));
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> readAll(reader));
            int told = 0;
            while (!closed() && told < MOST_EVENTS) {
                assertThat(node.ask("e", "node.event", STATS).path("ok").asBoolean()).isTrue();
                told++;
            }

            assertThat(closed()).as("after %d events", told).isTrue();
            RawClient.Frame last = deaf.socket().next();
            while (last.opcode() != RawClient.CLOSE) {
                last = deaf.socket().next();
            }
            assertThat(last.closeCode()).isEqualTo(1008);
            assertThat(last.payload()).isEqualTo("slow consumer");
            gateway.sweep();
            assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo(told);
        }
    }

    /** Until the next sign of life; how many statistics came before, none missing. */
    private static int readAll(OpenClawPeer reader) {
        try {
            int stats = 0;
            for (long seq = 1; ; seq++) {
                JsonNode event = reader.socket().message();
                assertThat(event.path("seq").asLong()).isEqualTo(seq);
                String name = event.path("event").asString();
                if (name.equals("tick")) {
                    return stats;
                } else if (name.equals("node.hostStats")) {
                    stats++;
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
