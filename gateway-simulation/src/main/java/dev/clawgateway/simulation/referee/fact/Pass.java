package dev.clawgateway.simulation.referee.fact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credential, as whoever holds it may know it; never the token itself.
 *
 * @param role of an operator; empty for others
 * @param clusters the only virtual clusters that it is for; null for all
 * @param uses how many may join by it
 * @param key id of the key that its token is signed with
 * @param issued by the clock of whoever made it
 */
public record Pass(
        String id,
        Kind kind,
        String subject,
        String role,
        @Nullable List<String> clusters,
        boolean ownOnly,
        int uses,
        String key,
        Instant issued,
        Instant expires) {
    /** Whom it is for. */
    public enum Kind {
        OPERATOR,
        NODE,
        JOIN
    }

    public Pass {
        clusters = clusters == null ? null : List.copyOf(clusters);
    }

    /** Whether there is anything in the fleet that it does not show. */
    public boolean limited() {
        return clusters != null || ownOnly;
    }
}
