package dev.clawgateway.core.credential;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.device.PairedDevice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Credentials and devices as every thread but the control thread sees them: only what is durable.
 */
public interface AccessView {
    /** Null for one that was not issued here, or has expired long ago. */
    @Nullable CredentialRecord find(String id);

    /** In the order of their issue. */
    List<CredentialRecord> all();

    /** How many of a credential's uses were made. */
    int uses(String join);

    /** Whether that was taken back: by itself, with all of its subject, or with everybody's. */
    boolean revoked(String id, String subject, Instant issued);

    default boolean revoked(Credential credential) {
        return revokedAt(credential) != null;
    }

    /** When it was; null where it was not. */
    @Nullable Instant revokedAt(Credential credential);

    /** Null for one that is not approved, or is no longer. */
    @Nullable PairedDevice device(String id);

    /** All that are approved, by their ids. */
    List<PairedDevice> devices();
}
