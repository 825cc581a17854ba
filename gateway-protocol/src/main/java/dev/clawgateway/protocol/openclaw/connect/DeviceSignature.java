package dev.clawgateway.protocol.openclaw.connect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a device signs to show that it holds its key: what it sent, as it sent it. */
public enum DeviceSignature {
    /** Without a nonce, so that it can be said again by whoever hears it. */
    V1,
    /** Of early 2026, and of the GPU agents. */
    V2,
    /** Covers also what the client runs on. */
    V3;

    /** The versions that a client with a nonce may have used, the newest first. */
    public static final List<DeviceSignature> WITH_NONCE = List.of(V3, V2);

    /**
     * The bytes that this version signs.
     *
     * @param nonce of the challenge; null only for {@link #V1}
     */
    public byte[] signed(ConnectParams params, SignedDevice device, @Nullable String nonce) {
        ClientInfo client = params.client();
        StringBuilder text =
                new StringBuilder(name().toLowerCase(Locale.ROOT))
                        .append('|')
                        .append(device.id())
                        .append('|')
                        .append(client.id())
                        .append('|')
                        .append(client.mode())
                        .append('|')
                        .append(params.role())
                        .append('|')
                        .append(String.join(",", params.scopes()))
                        .append('|')
                        .append(device.signedAt())
                        .append('|')
                        .append(params.auth().signed());
        if (this != V1) {
            text.append('|').append(nonce);
        }
        if (this == V3) {
            text.append('|').append(plain(client.platform()));
            text.append('|').append(plain(client.deviceFamily()));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Trimmed, and only A to Z made small: other letters stay as they are. */
    private static String plain(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder small = new StringBuilder();
        text.strip()
                .chars()
                .map(letter -> letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter)
                .forEach(letter -> small.append((char) letter));
        return small.toString();
    }
}
