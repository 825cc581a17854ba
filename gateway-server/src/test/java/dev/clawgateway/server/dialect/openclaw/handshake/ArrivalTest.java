package dev.clawgateway.server.dialect.openclaw.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.OpenAuthenticator;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.PeerRole;
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
import dev.clawgateway.server.dialect.openclaw.session.Generation;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.FakeSession;
import dev.clawgateway.server.fixture.TestDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every check of the handshake, in its order, over sessions without sockets. */
class ArrivalTest {
    private static final Peer HERE = new Peer("server", true, "127.0.0.1", 1, null, null);
    private static final Peer ELSEWHERE = new Peer("server", false, "10.0.0.9", 1, null, null);
    private static final TestDevice DEVICE = TestDevice.fresh();

    private final Time time = new StandingTime();
    private final HandPairings pairings = new HandPairings();
    private final List<OpenClawClient> admitted = new ArrayList<>();
    private final Map<String, String> headers = new HashMap<>(Map.of("host", "localhost:18789"));
    private OpenClawSettings settings =
            OpenClawSettings.of("1.2.3").with(SharedSecret.token("fleet-secret"));
    private Phase phase = Phase.SERVING;
    private FakeSession session = new FakeSession(1, HERE);
    private final TrafficCounters traffic = new TrafficCounters();
    private final WrongSecrets wrong = new WrongSecrets(time, 10);

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
    void row11NodeNeedsADevice() {
        connect(HERE, Connects.agent("fleet-secret"));

        assertRefused("NOT_PAIRED", "device identity required", "DEVICE_IDENTITY_REQUIRED", 1008);
    }

    @Test
    void row11WithoutDeviceAndSecretADeviceIsAskedFor() {
        connect(HERE, Connects.cli(null));

        assertRefused("NOT_PAIRED", "device identity required", "DEVICE_IDENTITY_REQUIRED", 1008);
    }

    @Test
    void row12IdMustFollowFromTheKey() {
        withDevice(device ->
                new SignedDevice(
                        "0".repeat(64),
                        device.publicKey(),
                        device.signature(),
                        device.signedAt(),
                        device.nonce()));

        assertDevice(
                "device identity mismatch", "DEVICE_AUTH_DEVICE_ID_MISMATCH", "device-id-mismatch");
    }

    @ParameterizedTest
    @ValueSource(longs = {-600_001, 600_001})
    void row13SignatureMustBeFresh(long skewMillis) {
        withSigned(DeviceSignature.V3, nonceAfterBegin(), now() + skewMillis);

        assertDevice(
                "device signature expired",
                "DEVICE_AUTH_SIGNATURE_EXPIRED",
                "device-signature-stale");
    }

    @ParameterizedTest
    @ValueSource(longs = {-600_000, 600_000})
    void clocksOfFleetsDrift(long skewMillis) {
        pairings.approve();
        withSigned(DeviceSignature.V3, nonceAfterBegin(), now() + skewMillis);

        assertThat(admitted).hasSize(1);
    }

    @Test
    void row14NonceMustBeThere() {
        begin(HERE);
        withSigned(DeviceSignature.V1, null, now());

        assertDevice("device nonce required", "DEVICE_AUTH_NONCE_REQUIRED", "device-nonce-missing");
    }

    @Test
    void row15NonceMustBeOurs() {
        begin(HERE);
        withSigned(DeviceSignature.V2, "another", now());

        assertDevice(
                "device nonce mismatch", "DEVICE_AUTH_NONCE_MISMATCH", "device-nonce-mismatch");
    }

    @Test
    void row16SignatureMustBeTheDevices() {
        withDevice(device ->
                new SignedDevice(
                        device.id(),
                        device.publicKey(),
                        "A".repeat(86),
                        device.signedAt(),
                        device.nonce()));

        assertDevice(
                "device signature invalid", "DEVICE_AUTH_SIGNATURE_INVALID", "device-signature");
    }

    @Test
    void row17KeyMustBeOne() {
        // The hash of the three bytes AAAA stands for.
        withDevice(device ->
                new SignedDevice(
                        "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c",
                        "AAAA",
                        device.signature(),
                        device.signedAt(),
                        device.nonce()));

        assertDevice(
                "device public key invalid", "DEVICE_AUTH_PUBLIC_KEY_INVALID", "device-public-key");
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG, AUTH_DEVICE_TOKEN_MISMATCH, device_token_mismatch",
        "TOO_NARROW, AUTH_SCOPE_MISMATCH, scope_mismatch",
    })
    void row18TokenMustBeTheDevices(Pairings.TokenCheck check, String code, String reason) {
        pairings.check(check);
        withSecrets(new Secrets(null, null, "some", null));

        assertThat(error().message()).startsWith("unauthorized: device token");
        assertThat(error().details().get("code").asString()).isEqualTo(code);
        assertThat(error().details().get("authReason").asString()).isEqualTo(reason);
        assertClosed(1008, error().message());
    }

    @Test
    void row18GoodTokenOfTheDeviceStandsForTheSecret() {
        pairings.approve();
        pairings.check(Pairings.TokenCheck.GOOD);
        withSecrets(new Secrets("some", null, null, null));

        assertThat(admitted).hasSize(1);
        assertThat(pairings.vouchers()).containsExactly(new Pairings.Voucher(false, null));
    }

    @Test
    void row18WrongTokenOfWhateverKindIsTheGateways() {
        withSecrets(new Secrets("some", null, null, null));

        assertThat(error().message()).startsWith("unauthorized: gateway token mismatch (");
        assertThat(error().details())
                .hasToString(
                        "{\"code\":\"AUTH_TOKEN_MISMATCH\",\"authReason\":\"token_mismatch\","
                                + "\"canRetryWithDeviceToken\":true,"
                                + "\"recommendedNextStep\":\"retry_with_device_token\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_PAIRED, not-paired, device is not approved yet",
        "ROLE_UPGRADE, role-upgrade, device is asking for a higher role than currently approved",
        "SCOPE_UPGRADE, scope-upgrade, device is asking for more scopes than currently approved",
        "METADATA_UPGRADE, metadata-upgrade, device identity changed and must be re-approved",
    })
    void row19DeviceMustBeApproved(Pairings.Cause cause, String reason, String text) {
        pairings.decide(
                new Pairings.Decision.Unpaired("r-1", cause, List.of("node"), List.of(), null));
        withSecrets(new Secrets("fleet-secret", null, null, null));

        assertThat(error().code().name()).isEqualTo("NOT_PAIRED");
        assertThat(error().message()).isEqualTo("pairing required: " + text);
        assertThat(error().details())
                .hasToString(
                        "{\"code\":\"PAIRING_REQUIRED\",\"reason\":\""
                                + reason
                                + "\",\"requestId\":\"r-1\",\"deviceId\":\""
                                + DEVICE.id()
                                + "\",\"requestedRole\":\"node\",\"requestedScopes\":[\"node\"],"
                                + "\"remediationHint\":\"Approve the pending device request, then"
                                + " reconnect.\",\"approvedRoles\":[\"node\"],"
                                + "\"approvedScopes\":[]}");
        assertClosed(1008, "pairing required: " + text + " (requestId: r-1)");
    }

    @Test
    void nodeThatOnlyWaitsIsToldToComeAgain() {
        pairings.decide(
                new Pairings.Decision.Unpaired(
                        "r-1",
                        Pairings.Cause.NOT_PAIRED,
                        List.of(),
                        List.of(),
                        Duration.ofSeconds(20)));
        withSecrets(new Secrets("fleet-secret", null, null, null));

        assertThat(error().retryable()).isTrue();
        assertThat(error().retryAfterMs()).isEqualTo(20_000);
        assertThat(error().details().get("recommendedNextStep").asString())
                .isEqualTo("wait_then_retry");
        assertThat(error().details().get("pauseReconnect").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"V2, A", "V3, B"})
    void row20ApprovedNodeIsLetIn(DeviceSignature version, Generation generation) {
        pairings.approve();
        withSigned(version, nonceAfterBegin(), now());

        OpenClawClient client = admitted.getFirst();
        assertThat(client.deviceId()).isEqualTo(DEVICE.id());
        assertThat(client.generation()).isEqualTo(generation);
        assertThat(session.role()).isEqualTo(PeerRole.NODE);
        assertThat(session.closing()).isFalse();
        assertThat(session.held()).isFalse();
        assertThat(hello().auth())
                .isEqualTo(new HelloOk.Granted("node", List.of("node"), "device-token", 0L));
    }

    @Test
    void veryOldClientOfThisMachineMaySignWithoutNonce() {
        pairings.approve();
        settings =
                new OpenClawSettings(
                        "1",
                        settings.secret(),
                        settings.asking(),
                        settings.dedicated(),
                        settings.path(),
                        settings.origins(),
                        settings.times(),
                        true,
                        settings.events(),
                        1,
                        10,
                        settings.nodes());
        Arrival arrival = arrival(HERE);
        arrival.begin(false);
        arrival.received(
                Connects.frame(
                        DEVICE.signed(
                                Connects.agent("fleet-secret"), DeviceSignature.V1, null, now())));

        assertThat(admitted).hasSize(1);
    }

    @Test
    void missingSecretIsToldFromAWrongOne() {
        withSecrets(Secrets.NONE);

        assertThat(error().message()).startsWith("unauthorized: gateway token missing (");
        assertThat(error().details())
                .hasToString(
                        "{\"code\":\"AUTH_TOKEN_MISSING\",\"authReason\":\"token_missing\","
                                + "\"canRetryWithDeviceToken\":false,"
                                + "\"recommendedNextStep\":\"update_auth_configuration\"}");
        assertClosed(1008, error().message());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, AUTH_PASSWORD_MISSING",
                "-, wrong, AUTH_PASSWORD_MISMATCH",
                "wrong, -, AUTH_PASSWORD_MISMATCH",
                "-, right, -",
                "right, -, -",
            })
    void passwordMayComeAsEither(
            @Nullable String token, @Nullable String password, @Nullable String code) {
        pairings.approve();
        settings = settings.with(new SharedSecret(SharedSecret.Mode.PASSWORD, "right", false));
        withSecrets(new Secrets(token, password, null, null));

        if (code == null) {
            assertThat(admitted).hasSize(1);
        } else {
            assertThat(error().details().get("code").asString()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "cli, cli, 127.0.0.1, localhost:18789, -, operator.read",
                "cli, cli, ::1, [::1]:18789, -, operator.read",
                "cli, cli, 127.0.0.1, gw.tail.ts.net, -, operator.read",
                "cli, cli, 127.0.0.1, evil.example, -, -",
                "cli, cli, 127.0.0.1, localhost, x-forwarded-for, -",
                "cli, cli, 10.0.0.9, localhost, -, -",
                "cli, probe, 127.0.0.1, localhost, -, -",
                "openclaw-tui, cli, 127.0.0.1, localhost, -, -",
            })
    void onlyTheCommandLineOfThisMachineKeepsScopesWithoutADevice(
            String client,
            String mode,
            String address,
            String host,
            @Nullable String forwarded,
            @Nullable String kept) {
        headers.put("host", host);
        if (forwarded != null) {
            headers.put(forwarded, "10.0.0.1");
        }
        connect(
                new Peer("server", true, address, 1, null, null),
                Connects.as(
                        Connects.cli("fleet-secret", "operator.read"),
                        4,
                        4,
                        client,
                        mode,
                        "operator"));

        assertThat(admitted.getFirst().scopes())
                .isEqualTo(kept == null ? List.of() : List.of(kept));
    }

    @Test
    void withoutSecretTheCommandLineOfThisMachineKeepsWhatItAsksFor() {
        settings = settings.with(SharedSecret.NONE);
        connect(HERE, Connects.cli(null, "operator.admin"));

        assertThat(hello().auth().scopes()).containsExactly("operator.admin");
        assertThat(hello().snapshot().authMode()).isEqualTo("none");
    }

    @Test
    void withoutSecretNobodyComesInFromElsewhere() {
        settings = settings.with(SharedSecret.NONE);
        withSecrets(ELSEWHERE, new Secrets(null, null, null, null));

        assertThat(error().details().get("code").asString()).isEqualTo("AUTH_REQUIRED");
    }

    @Test
    void whereAskedTheSecretMayBeSparedOnThisMachineOnly() {
        settings = settings.with(new SharedSecret(SharedSecret.Mode.TOKEN, "fleet-secret", true));
        connect(HERE, Connects.cli(null, "operator.read"));
        assertThat(admitted).hasSize(1);

        connect(ELSEWHERE, Connects.cli("wrong"));
        assertThat(error().details().get("code").asString()).isEqualTo("AUTH_TOKEN_MISMATCH");
    }

    @Test
    void whoShowsWhatIsWrongTooOftenWaits() {
        for (int i = 0; i < 10; i++) {
            connect(ELSEWHERE, Connects.cli("wrong"));
            assertThat(error().details().get("code").asString()).isEqualTo("AUTH_TOKEN_MISMATCH");
        }
        connect(ELSEWHERE, Connects.cli("wrong"));
        assertThat(session.closing()).isFalse();
        session.pass(Duration.ofSeconds(5));

        assertThat(error().details().get("code").asString()).isEqualTo("AUTH_RATE_LIMITED");
        assertThat(error().retryAfterMs()).isEqualTo(250);
    }

    @Test
    void whoShowsWhatIsRightNeverWaits() {
        for (int i = 0; i < 100; i++) {
            connect(ELSEWHERE, Connects.cli("wrong"));
        }
        connect(ELSEWHERE, Connects.cli("fleet-secret"));

        assertThat(admitted).hasSize(1);
    }

    @Test
    void deviceThatTriesTheSameAgainCountsOnceAMinute() {
        for (int i = 0; i < 100; i++) {
            withSecrets(ELSEWHERE, new Secrets("wrong", null, null, null));
            assertThat(error().details().get("code").asString()).isEqualTo("AUTH_TOKEN_MISMATCH");
        }
    }

    @Test
    void whoIsOnlyNotLetInBreaksNoRule() {
        connect(ELSEWHERE, Connects.cli("wrong"));
        begin(HERE).received("garbage");

        assertThat(traffic.refusals().count("openclaw_auth_token_mismatch")).isEqualTo(1);
        assertThat(traffic.violations().count("openclaw_unreadable")).isEqualTo(1);
        assertThat(traffic.violations().total()).isEqualTo(1);
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

    private Arrival arrival(Peer peer) {
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

    private Arrival begin(Peer peer) {
        Arrival arrival = arrival(peer);
        arrival.begin(true);
        current = arrival;
        return arrival;
    }

    private @Nullable Arrival current;

    private void connect(Peer peer, ConnectParams params) {
        begin(peer).received(Connects.frame(params));
    }

    private String nonceAfterBegin() {
        begin(HERE);
        return nonce();
    }

    private String nonce() {
        return payload(0).get("nonce").asString();
    }

    private void withSigned(DeviceSignature version, @Nullable String nonce, long signedAt) {
        Objects.requireNonNull(current)
                .received(
                        Connects.frame(
                                DEVICE.signed(
                                        Connects.agent("fleet-secret"), version, nonce, signedAt)));
    }

    private void withSecrets(Secrets secrets) {
        withSecrets(HERE, secrets);
    }

    private void withSecrets(Peer peer, Secrets secrets) {
        Arrival arrival = begin(peer);
        ConnectParams params = Connects.with(Connects.agent(null), secrets);
        arrival.received(Connects.frame(DEVICE.signed(params, DeviceSignature.V2, nonce(), now())));
    }

    private void withDevice(UnaryOperator<SignedDevice> change) {
        Arrival arrival = begin(HERE);
        ConnectParams signed =
                DEVICE.signed(Connects.agent("fleet-secret"), DeviceSignature.V2, nonce(), now());
        arrival.received(
                Connects.frame(
                        TestDevice.with(
                                signed, change.apply(Objects.requireNonNull(signed.device())))));
    }

    private long now() {
        return time.now().toEpochMilli();
    }

    private void assertDevice(String message, String code, String reason) {
        assertRefused("INVALID_REQUEST", message, code, 1008);
        assertThat(error().details())
                .hasToString("{\"code\":\"" + code + "\",\"reason\":\"" + reason + "\"}");
    }

    private void assertRefused(
            String code, String message, @Nullable String detail, int closeCode) {
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

    private void assertClosed(int code, String reason) {
        assertThat(session.closeCode()).isEqualTo(code);
        assertThat(session.closeReason()).isEqualTo(reason);
    }

    private OpenClawError error() {
        return ((OpenClawFrame.Response) frame(session.sent().size() - 1)).error();
    }

    private HelloOk hello() {
        try {
            return HelloOk.of(
                    ((OpenClawFrame.Response) frame(session.sent().size() - 1)).payload());
        } catch (JsonFormatException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode payload(int index) {
        return ((OpenClawFrame.Event) frame(index)).payload();
    }

    private OpenClawFrame frame(int index) {
        try {
            return OpenClawFrames.read(session.sent().get(index));
        } catch (JsonFormatException e) {
            throw new AssertionError(e);
        }
    }
}
