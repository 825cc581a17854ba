package dev.clawgateway.server.dialect.openclaw.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.OpenAuthenticator;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.Rates;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.Handshake;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.OpenClawFrame;
import dev.clawgateway.protocol.openclaw.OpenClawFrames;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.protocol.openclaw.connect.DeviceSignature;
import dev.clawgateway.protocol.openclaw.connect.HelloOk;
import dev.clawgateway.protocol.openclaw.connect.Secrets;
import dev.clawgateway.protocol.openclaw.connect.SignedDevice;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.FakeSession;
import dev.clawgateway.server.fixture.TestDevice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody who arrives, over a session without sockets, and what he is told. */
abstract class Arriving {
    static final Peer HERE = new Peer("server", true, "127.0.0.1", 1, null, null);
    static final Peer ELSEWHERE = new Peer("server", false, "10.0.0.9", 1, null, null);
    static final TestDevice DEVICE = TestDevice.fresh();

    final Time time = new StandingTime();
    final HandPairings pairings = new HandPairings();
    final List<OpenClawClient> admitted = new ArrayList<>();
    final Map<String, String> headers = new HashMap<>(Map.of("host", "localhost:18789"));
    OpenClawSettings settings =
            OpenClawSettings.of("1.2.3").with(SharedSecret.token("fleet-secret"));
    Phase phase = Phase.SERVING;
    FakeSession session = new FakeSession(1, HERE);
    final TrafficCounters traffic = new TrafficCounters();
    final WrongSecrets wrong = new WrongSecrets(time, 10);
    @Nullable Arrival current;

    /** So that what is signed just within the bounds stays there. */
    private record StandingTime() implements Time {
        @Override
        public Instant now() {
            return Instant.ofEpochSecond(1_771_572_000);
        }

        @Override
        public long nanos() {
            return 0;
        }
    }

    Arrival arrival(Peer peer) {
        session = new FakeSession(1, peer);
        return new Arrival(
                session,
                new Handshake(peer, "/", "", headers),
                new ArrivalServices(
                        () -> settings,
                        () -> MessageLimits.DEFAULT,
                        new OpenAuthenticator(),
                        pairings,
                        Greeting.BARE,
                        () -> phase,
                        () -> List.of("health"),
                        new Paces(Rates.DEFAULT, 0),
                        traffic,
                        time,
                        UUID::randomUUID,
                        wrong),
                admitted::add);
    }

    Arrival begin(Peer peer) {
        Arrival arrival = arrival(peer);
        arrival.begin(true);
        current = arrival;
        return arrival;
    }

    void connect(Peer peer, ConnectParams params) {
        begin(peer).received(Connects.frame(params));
    }

    String nonceAfterBegin() {
        begin(HERE);
        return nonce();
    }

    String nonce() {
        return payload(0).get("nonce").asString();
    }

    void withSigned(DeviceSignature version, @Nullable String nonce, long signedAt) {
        Objects.requireNonNull(current)
                .received(
                        Connects.frame(
                                DEVICE.signed(
                                        Connects.agent("fleet-secret"), version, nonce, signedAt)));
    }

    void withSecrets(Secrets secrets) {
        withSecrets(HERE, secrets);
    }

    void withSecrets(Peer peer, Secrets secrets) {
        Arrival arrival = begin(peer);
        ConnectParams params = Connects.with(Connects.agent(null), secrets);
        arrival.received(Connects.frame(DEVICE.signed(params, DeviceSignature.V2, nonce(), now())));
    }

    void withDevice(UnaryOperator<SignedDevice> change) {
        Arrival arrival = begin(HERE);
        ConnectParams signed =
                DEVICE.signed(Connects.agent("fleet-secret"), DeviceSignature.V2, nonce(), now());
        arrival.received(
                Connects.frame(
                        TestDevice.with(
                                signed, change.apply(Objects.requireNonNull(signed.device())))));
    }

    long now() {
        return time.now().toEpochMilli();
    }

    void assertDevice(String message, String code, String reason) {
        assertRefused("INVALID_REQUEST", message, code, 1008);
        assertThat(error().details())
                .hasToString("{\"code\":\"" + code + "\",\"reason\":\"" + reason + "\"}");
    }

    void assertRefused(String code, String message, @Nullable String detail, int closeCode) {
        assertThat(error().code().name()).isEqualTo(code);
        assertThat(error().message()).isEqualTo(message);
        if (detail != null) {
            assertThat(error().details().get("code").asString()).isEqualTo(detail);
        }
        assertThat(session.closeCode()).isEqualTo(closeCode);
        if (closeCode != 1013) {
            assertThat(session.closeReason()).isEqualTo(message);
        }
    }

    void assertClosed(int code, String reason) {
        assertThat(session.closeCode()).isEqualTo(code);
        assertThat(session.closeReason()).isEqualTo(reason);
    }

    OpenClawError error() {
        return ((OpenClawFrame.Response) frame(session.sent().size() - 1)).error();
    }

    HelloOk hello() {
        try {
            return HelloOk.of(
                    ((OpenClawFrame.Response) frame(session.sent().size() - 1)).payload());
        } catch (JsonFormatException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode payload(int index) {
        return ((OpenClawFrame.Event) frame(index)).payload();
    }

    OpenClawFrame frame(int index) {
        try {
            return OpenClawFrames.read(session.sent().get(index));
        } catch (JsonFormatException e) {
            throw new AssertionError(e);
        }
    }
}
