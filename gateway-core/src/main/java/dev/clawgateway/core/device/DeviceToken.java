package dev.clawgateway.core.device;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device shows instead of a shared secret. The token itself is kept nowhere.
 *
 * @param hash of the token
 * @param scopes that it allows at most
 * @param createdAt when the device was given its first
 * @param rotatedAt when this one took the place of another; null where it is the first
 * @param revokedAt when it was taken back; null while it is good
 */
public record DeviceToken(
        String hash,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant rotatedAt,
        @Nullable Instant revokedAt) {
    public DeviceToken {
        scopes = List.copyOf(scopes);
    }

    /** Since when this one is good. */
    public Instant issuedAt() {
        return rotatedAt == null ? createdAt : rotatedAt;
    }

    public boolean good() {
        return revokedAt == null;
    }

    /** The same, taken back. */
    public DeviceToken revoked(Instant at) {
        return new DeviceToken(hash, scopes, createdAt, rotatedAt, at);
    }
}
