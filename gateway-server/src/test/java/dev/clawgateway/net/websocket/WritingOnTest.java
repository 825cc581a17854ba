package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.net.gate.ConnectionLimits;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A peer that writes on after its session was closed, where it would have time for its Close. */
class WritingOnTest {
    private static final int HARD_CAP = 64 << 10;
    private static final byte[] PING = RawClient.bytes(0x89, true, new byte[0]);

    @RegisterExtension
    static final GatewayExtension GATEWAYS =
            new GatewayExtension(
                    TestGatewayOptions.standard()
                            .with(MessageLimits.DEFAULT.within(4096, HARD_CAP))
                            .with(
                                    new ConnectionLimits(
                                            1000,
                                            1000,
                                            512,
                                            Duration.ofSeconds(5),
                                            Duration.ofSeconds(10),
                                            Duration.ofMinutes(5),
                                            Duration.ofSeconds(30))));

    @Test
    void isDisconnectedAfterAsMuchAsTheLargestMessage() throws Exception {
        try (RawClient client = GATEWAYS.gateway().cli()) {
            Thread writer = Thread.startVirtualThread(() -> pingUntilDisconnected(client));

            assertThat(client.ended()).isTrue();
            assertThat(writer.join(Duration.ofMillis(RawClient.PATIENCE_MILLIS))).isTrue();
        }
    }

    @Test
    void isHeardWhereItEndsWithItsOwnClose() throws Exception {
        try (RawClient client = GATEWAYS.gateway().cli()) {
            for (Session session : GATEWAYS.gateway().sessions().all()) {
                session.close(1012, "restarts", "shutdown");
            }
            client.binary(new byte[HARD_CAP / 2]);

            assertThat(client.closeCode()).isEqualTo(1012);
        }
    }

    private static void pingUntilDisconnected(RawClient client) {
        try {
            while (!Thread.interrupted()) {
                client.raw(PING);
            }
        } catch (IOException _) {
            return; // as it should be
        }
    }
}
