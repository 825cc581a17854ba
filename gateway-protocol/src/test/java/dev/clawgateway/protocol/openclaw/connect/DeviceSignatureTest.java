package dev.clawgateway.protocol.openclaw.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden vectors of the protocol reference: the seed is the bytes 00 to 1f. */
class DeviceSignatureTest {
    private static final String KEY = "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg";
    private static final String ID =
            "56475aa75463474c0285df5dbf2bcab73da651358839e9b77481b2eab107708c";
    private static final String NONCE = "3f0c2a1e-7b64-4d19-9a52-0c8e51d7f6ab";
    private static final long SIGNED_AT = 1_771_572_000_000L;

    private static final ConnectParams NODE =
            params(
                    "node-host",
                    "node",
                    "linux x86_64",
                    null,
                    "node",
                    List.of("node"),
                    "fleet-secret");
    private static final ConnectParams CLI =
            params(
                    "cli",
                    "cli",
                    "linux",
                    "linux",
                    "operator",
                    List.of("operator.read", "operator.pairing"),
                    null);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "V1, node, eMaiDHCQ5GCp_tAGeYcOWIPt3Q4rTA_6XAO8VsFuAjlMBeYPsQfS928gMe52PvbrY8HJVkdG0WTafCHcDt6sAg",
                "V2, node, 0QBEJhPave0sBU4I-p0bXKJhlgHgkR0FwmTmaGAzZQi21yEE9nJEeKoOtWCkNVq2qHNr8FKNdxfl3do6R3d8Bw",
                "V3, node, CKoIsBQ5JiGbG7RpzyK7ywmLU165nMwHdfAvJwGeLyaixo1kUhpVp98zqlC1DhktvV6WfK_azC1J66pF-LGuDQ",
                "V3, cli, rPSuAiYvfrxnc1S2iYd5vkUzH1Qtyxo0atR-fxmiRxt4u-nhl1z_TaiEcgaKZjYgVX-TY5kd3I7bUCtmGQ9WAA",
            })
    void signaturesAreThoseOfTheReference(DeviceSignature version, String who, String signature)
            throws Exception {
        ConnectParams params = who.equals("cli") ? CLI : NODE;
        byte[] signed = version.signed(params, device(params), NONCE);

        assertThat(sign(signed)).isEqualTo(signature);
        assertThat(key().signed(signed, signature)).isTrue();
        signed[signed.length - 1] ^= 1;
        assertThat(key().signed(signed, signature)).isFalse();
    }

    @Test
    void deviceIsKnownByTheHashOfItsKey() {
        assertThat(key().deviceId()).isEqualTo(ID);
        assertThat(key().text()).isEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",
                "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg",
                "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="
                        + "\n-----END PUBLIC KEY-----\n",
            })
    void readsKeysAsClientsWriteThem(String text) {
        DeviceKey key = DeviceKey.of(text);

        assertThat(key).isNotNull();
        assertThat(key.deviceId()).isEqualTo(ID);
    }

    @Test
    void shortKeySignsNothing() {
        DeviceKey key = DeviceKey.of("AAAA");

        assertThat(key).isNotNull();
        assertThat(key.good()).isFalse();
        assertThat(key.signed(new byte[1], "AAAA")).isFalse();
        assertThat(DeviceKey.of("!")).isNull();
        assertThat(DeviceKey.of("")).isNull();
    }

    @Test
    void signatureCoversPlatformTrimmedAndSmall() {
        ConnectParams params =
                params("cli", "cli", "  Linux É ", " Linux", "operator", List.of(), null);

        assertThat(DeviceSignature.V3.signed(params, device(params), NONCE))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        "v3|"
                                + ID
                                + "|cli|cli|operator||"
                                + SIGNED_AT
                                + "||"
                                + NONCE
                                + "|linux É|linux");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "token, device, boot, token",
                "-, device, boot, device",
                "-, -, boot, boot",
                "-, -, -, ''"
            })
    void signatureCoversFirstTokenThereIs(
            @Nullable String token,
            @Nullable String deviceToken,
            @Nullable String bootstrap,
            String signed) {
        assertThat(new Secrets(token, "password", deviceToken, bootstrap).signed())
                .isEqualTo(signed);
    }

    private static DeviceKey key() {
        DeviceKey key = DeviceKey.of(KEY);
        if (key == null) {
            throw new AssertionError("no key");
        }
        return key;
    }

    private static SignedDevice device(ConnectParams params) {
        SignedDevice device = params.device();
        if (device == null) {
            throw new AssertionError("no device");
        }
        return device;
    }

    private static String sign(byte[] message) throws Exception {
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) i;
        }
        PrivateKey key =
                KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(message);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static ConnectParams params(
            String id,
            String mode,
            String platform,
            @Nullable String family,
            String role,
            List<String> scopes,
            @Nullable String token) {
        return new ConnectParams(
                3,
                3,
                new ClientInfo(id, "1", platform, mode, null, family, null, null),
                List.of(),
                List.of(),
                Map.of(),
                "",
                new Secrets(token, null, null, null),
                new SignedDevice(ID, KEY, "", SIGNED_AT, NONCE),
                role,
                scopes);
    }
}
