package dev.clawgateway.server.dialect.openclaw.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.protocol.openclaw.connect.Secrets;
import dev.clawgateway.server.dialect.api.ApiClient;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.TestDevice;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.store.memory.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** When devices were here last, as operators of this dialect and callers of the API see it. */
class DevicesSeenTest {
    private static final String SECRET = "fleet-secret";

    /** A device of a person on this machine: nobody has to approve it. */
    private static final ConnectParams PERSON =
            Connects.cli(SECRET, "operator.read", "operator.pairing");

    private final TestDevice device = TestDevice.fresh();
    private final MovableTime time = new MovableTime();
    private final TestGatewayOptions options =
            OpenClawListeners.both()
                    .with(OpenClawSettings.of("1").with(SharedSecret.token(SECRET)))
                    .with(new MemoryStore(1000))
                    .with(time);
    private TestGateway gateway;
    private ApiClient api;

    @BeforeEach
    void start() throws IOException {
        gateway = new TestGateway(options);
        api = new ApiClient(gateway);
    }

    @AfterEach
    void stop() {
        api.close();
        gateway.close();
    }

    private OpenClawPeer open() throws IOException {
        return OpenClawPeer.open(gateway.address(OpenClawListeners.OWN));
    }

    /** Comes, and is let in. */
    private JsonNode comes(OpenClawPeer peer, Secrets secrets) throws IOException {
        ConnectParams params = Connects.with(PERSON, secrets);
        return peer.hello(peer.signed(device, params, time.now().toEpochMilli()));
    }

    /** As an operator without a device sees it. */
    private JsonNode shown() throws IOException {
        try (OpenClawPeer peer = open()) {
            peer.hello(Connects.cli(SECRET, "operator.pairing"));
            return peer.ask("1", "device.pair.list", "{}").at("/payload/paired/0");
        }
    }

    private JsonNode told() throws Exception {
        return api.get("/access/devices/" + device.id()).body();
    }

    @Test
    void showsWhenADeviceWasHereAndUsedItsToken() throws Exception {
        String token;
        Instant first = time.now();
        try (OpenClawPeer peer = open()) {
            JsonNode hello = comes(peer, new Secrets(SECRET, null, null, null));
            token = hello.at("/auth/deviceToken").asString();
            assertThat(shown().path("lastSeenAtMs").asLong())
                    .isBetween(first.toEpochMilli(), time.now().toEpochMilli());
            assertThat(shown().at("/tokens/0").has("lastUsedAtMs")).isFalse();
            assertThat(told().at("/roles/0/token/last_used_at").isNull()).isTrue();
        }

        time.advance(Duration.ofMinutes(10));
        Instant second = time.now();
        try (OpenClawPeer peer = open()) {
            comes(peer, new Secrets(null, null, token, null));

            assertThat(shown().at("/tokens/0/lastUsedAtMs").asLong())
                    .isBetween(second.toEpochMilli(), time.now().toEpochMilli());
            assertThat(Instant.parse(told().at("/roles/0/token/last_used_at").asString()))
                    .isBetween(second, time.now());
            time.advance(Duration.ofSeconds(20));
            Instant third = time.now();
            peer.ask("1", "health", "{}");
            gateway.sweep();

            assertThat(Instant.parse(told().path("last_seen_at").asString()))
                    .isBetween(third, time.now());
        }
    }

    @Test
    void knowsNothingOfBeforeItsStart() throws Exception {
        try (OpenClawPeer peer = open()) {
            comes(peer, new Secrets(SECRET, null, null, null));
        }
        await().until(() -> !shown().path("connected").asBoolean());
        stop();
        start();

        assertThat(shown().path("deviceId").asString()).isEqualTo(device.id());
        assertThat(shown().has("lastSeenAtMs")).isFalse();
        assertThat(told().path("last_seen_at").isNull()).isTrue();
    }
}
