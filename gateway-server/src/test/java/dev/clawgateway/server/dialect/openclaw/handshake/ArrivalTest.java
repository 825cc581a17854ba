package dev.clawgateway.server.dialect.openclaw.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.protocol.openclaw.connect.DeviceSignature;
import dev.clawgateway.server.fixture.Connects;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The handshake until it is asked who comes, in the order of its checks. */
class ArrivalTest extends Arriving {
    @Test
    void challengesAtOnceAndSaysNothingElse() {
        begin(HERE);

        assertThat(session.sent())
                .containsExactly(
                        "{\"type\":\"event\",\"event\":\"connect.challenge\",\"payload\":{\"nonce\":\""
                                + nonce()
                                + "\",\"ts\":"
                                + now()
                                + "}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{", "[1] 2"})
    void row1GarbageEndsWithoutAWord(String garbage) {
        begin(HERE).received(garbage);

        assertClosed(1000, "");
        assertThat(session.sent()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"type\":\"res\",\"id\":\"1\"}"})
    void row2OtherFramesEndWithReason(String frame) {
        begin(HERE).received(frame);

        assertClosed(1008, "invalid request frame");
        assertThat(session.sent()).hasSize(1);
    }

    @Test
    void row3FirstRequestMustBeConnect() {
        begin(HERE).received(Connects.request("7", "health", "{}"));

        assertRefused(
                "INVALID_REQUEST", "invalid handshake: first request must be connect", null, 1008);
        assertThat(session.sent().getLast()).contains("\"id\":\"7\"");
    }

    @Test
    void row4ParamsMustFit() {
        begin(HERE).received(Connects.request("1", "connect", "{\"minProtocol\":3}"));

        assertThat(error().message()).startsWith("invalid connect params: maxProtocol: must be");
        assertClosed(1008, error().message());
    }

    @Test
    void row5NobodyComesInBeforeTheGatewayIsReady() {
        phase = Phase.STARTING;
        connect(HERE, Connects.cli("fleet-secret"));

        assertRefused("UNAVAILABLE", "gateway starting; retry shortly", null, 1013);
        assertThat(error().retryAfterMs()).isEqualTo(500);
        assertThat(session.closeReason()).isEqualTo("gateway starting");
    }

    @Test
    void row6NobodyComesInWhileTheGatewayStops() {
        phase = Phase.STOPPING;
        connect(HERE, Connects.cli("fleet-secret"));

        assertRefused("UNAVAILABLE", "connect unavailable during gateway restart", null, 1013);
        assertThat(error().retryable()).isTrue();
        assertThat(session.closeReason()).isEqualTo("gateway restart in progress");
    }

    @ParameterizedTest
    @CsvSource({"5,5", "1,2", "4,3"})
    void row7WindowWithoutANumberThatBothSpeak(int min, int max) {
        connect(
                HERE,
                Connects.as(Connects.cli("fleet-secret"), min, max, "cli", "cli", "operator"));

        assertRefused("INVALID_REQUEST", "protocol mismatch", "PROTOCOL_MISMATCH", 1002);
        assertThat(error().details())
                .hasToString(
                        "{\"code\":\"PROTOCOL_MISMATCH\",\"clientMinProtocol\":"
                                + min
                                + ",\"clientMaxProtocol\":"
                                + max
                                + ",\"expectedProtocol\":4,\"minimumProbeProtocol\":3}");
    }

    @ParameterizedTest
    @CsvSource({"3,3,3", "3,4,4", "4,4,4", "1,9,4", "3,9,4"})
    void newestNumberThatBothSpeakIsSpoken(int min, int max, int spoken) {
        connect(
                HERE,
                Connects.as(Connects.cli("fleet-secret"), min, max, "cli", "cli", "operator"));

        assertThat(hello().protocol()).isEqualTo(spoken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "Operator", ""})
    void row8RoleMustBeOne(String role) {
        connect(HERE, Connects.as(Connects.cli("fleet-secret"), 4, 4, "cli", "cli", role));

        assertRefused("INVALID_REQUEST", "invalid role", null, 1008);
    }

    @Test
    void row9PagesOfOthersMayNotConnect() {
        headers.put("origin", "https://evil.example");
        connect(HERE, Connects.cli("fleet-secret"));

        assertThat(error().message()).startsWith("origin not allowed (");
        assertThat(error().details()).hasToString("{\"code\":\"CONTROL_UI_ORIGIN_NOT_ALLOWED\"}");
        assertClosed(1008, error().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:18789", "https://localhost:18789"})
    void ownPagesMayConnect(String origin) {
        headers.put("origin", origin);
        connect(HERE, Connects.cli("fleet-secret"));

        assertThat(admitted).hasSize(1);
    }

    @Test
    void handshakeMustEndInTime() {
        begin(HERE);
        session.pass(Duration.ofSeconds(15));

        assertClosed(1008, "handshake timeout");
        assertThat(session.sent()).hasSize(1);
    }

    @Test
    void whoWaitsForAnAnswerIsToldThatItTookTooLong() {
        Arrival arrival = begin(HERE);
        pairings.hold();
        arrival.received(
                Connects.frame(
                        DEVICE.signed(
                                Connects.agent("fleet-secret"),
                                DeviceSignature.V2,
                                nonce(),
                                now())));
        assertThat(session.held()).isTrue();
        session.pass(Duration.ofSeconds(15));

        assertRefused("UNAVAILABLE", "handshake timeout", null, 1008);
    }
}
