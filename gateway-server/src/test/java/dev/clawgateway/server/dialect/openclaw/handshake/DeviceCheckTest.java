package dev.clawgateway.server.dialect.openclaw.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.protocol.openclaw.connect.DeviceSignature;
import dev.clawgateway.protocol.openclaw.connect.HelloOk;
import dev.clawgateway.protocol.openclaw.connect.Secrets;
import dev.clawgateway.protocol.openclaw.connect.SignedDevice;
import dev.clawgateway.server.dialect.openclaw.session.Generation;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import dev.clawgateway.server.fixture.Connects;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device has to show, in the order of the checks, and who is let in. */
class DeviceCheckTest extends Arriving {
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
        settings = settings.with(settings.entry().withoutNonce());
        Arrival arrival = arrival(HERE);
        arrival.begin(false);
        arrival.received(
                Connects.frame(
                        DEVICE.signed(
                                Connects.agent("fleet-secret"), DeviceSignature.V1, null, now())));

        assertThat(admitted).hasSize(1);
    }
}
