package dev.clawgateway.server.dialect.openclaw.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestDevice;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A device that is taken off while it is about to come in. */
class RemovedDeviceTest {
    private static final String SECRET = "fleet-secret";

    private final TestDevice device = TestDevice.fresh();
    private TestGateway gateway;
    private OpenClawPeer operator;

    @BeforeEach
    void approve() throws Exception {
        gateway =
                new TestGateway(
                        OpenClawListeners.both()
                                .with(OpenClawSettings.of("1").with(SharedSecret.token(SECRET))));
        operator = OpenClawPeer.connected(address(), Connects.cli(SECRET, "operator.admin"));
        try (OpenClawPeer waiting = OpenClawPeer.open(address())) {
            String request = waiting.refused(signed(waiting)).at("/details/requestId").asString();
            JsonNode approved =
                    operator.ask("a", "device.pair.approve", "{\"requestId\":\"" + request + "\"}");
            assertThat(approved.path("ok").asBoolean()).isTrue();
        }
    }

    private InetSocketAddress address() {
        return gateway.address(OpenClawListeners.OWN);
    }

    private ConnectParams signed(OpenClawPeer peer) {
        return peer.signed(
                device, Connects.agent(SECRET, "gpu.list"), Instant.now().toEpochMilli());
    }

    @AfterEach
    void stop() throws IOException {
        operator.close();
        gateway.close();
    }

    @Test
    void doesNotStay() throws Exception {
        gateway.inbox().asleep(true);
        int before = gateway.inbox().waiting();
        operator.socket()
                .text(
                        Connects.request(
                                "r",
                                "device.pair.remove",
                                "{\"deviceId\":\"" + device.id() + "\"}"));
        await().until(() -> gateway.inbox().waiting() > before);
        try (OpenClawPeer coming = OpenClawPeer.open(address())) {
            coming.socket().text(Connects.frame(signed(coming)));
            await().until(() -> gateway.inbox().waiting() > before + 1);
            gateway.inbox().asleep(false);

            RawClient.Frame last = coming.socket().next();
            while (last.opcode() == RawClient.TEXT) {
                last = coming.socket().next();
            }
            assertThat(last.closeCode()).isEqualTo(4001);
            assertThat(last.payload()).isEqualTo("device removed");
        }
    }
}
