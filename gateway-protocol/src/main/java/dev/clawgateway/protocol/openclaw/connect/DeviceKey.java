package dev.clawgateway.protocol.openclaw.connect;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The public key by which a device is known: 32 bytes of Ed25519 when it is a good one. */
public final class DeviceKey {
    private static final int BYTES = 32;
    private static final int MAX_BYTES = 1024;
    private static final int SIGNATURE_BYTES = 64;

    /** What stands before the 32 bytes where a key says of which kind it is (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] raw;

    private DeviceKey(byte[] raw) {
        this.raw = raw;
    }

    /**
     * A key as clients write it: base64 of either alphabet, padded or not, or a block of PEM.
     *
     * @return null when it is neither
     */
    public static @Nullable DeviceKey of(String text) {
        boolean pem = text.contains("-----BEGIN");
        byte[] bytes = decoded(pem ? text.replaceAll("-----[^-]*-----", "") : text);
        if (bytes == null || bytes.length == 0 || bytes.length > MAX_BYTES) {
            return null;
        }
        boolean wrapped =
                bytes.length == PREFIX.length + BYTES
                        && Arrays.equals(PREFIX, Arrays.copyOf(bytes, PREFIX.length));
        return new DeviceKey(
                wrapped ? Arrays.copyOfRange(bytes, PREFIX.length, bytes.length) : bytes);
    }

    /** Base64 of either alphabet, padded or not; null for what is none. */
    private static byte @Nullable [] decoded(String text) {
        String plain =
                text.replaceAll("\\s", "").replace('+', '-').replace('/', '_').replace("=", "");
        try {
            return Base64.getUrlDecoder().decode(plain);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** Whether it is a key at all. */
    public boolean good() {
        return raw.length == BYTES;
    }

    /** The device's id: 64 hexadecimal digits. */
    public String deviceId() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As it is kept: base64url without padding. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
    }

    /** Whether the device signed that. Takes a tenth of a millisecond or two. */
    public boolean signed(byte[] message, String signature) {
        byte[] bytes = decoded(signature);
        if (!good() || bytes == null || bytes.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(publicKey());
            check.update(message);
            return check.verify(bytes);
        } catch (GeneralSecurityException _) {
            return false; // no point of the curve, or no signature
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + BYTES);
        System.arraycopy(raw, 0, encoded, PREFIX.length, BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
