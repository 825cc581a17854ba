package dev.clawgateway.simulation.referee.fact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked about credentials. */
public sealed interface AccessRequest {
    /** A token for an operator. */
    record Mint(String subject, String role, @Nullable List<String> clusters, boolean ownOnly)
            implements AccessRequest {
        public Mint {
            clusters = clusters == null ? null : List.copyOf(clusters);
        }
    }

    /** One is no longer to hold. */
    record Revoke(String id) implements AccessRequest {}

    /** All that somebody has by now. */
    record RevokeSubject(String subject) implements AccessRequest {}

    /** Another key is to sign. */
    record Rotate() implements AccessRequest {}

    /**
     * To become a node.
     *
     * @param agent by which it is known again
     */
    record Join(String agent, String name) implements AccessRequest {}

    /** The next one, for the one that is shown. */
    record Renew() implements AccessRequest {}

    /** Whom it takes the asker for. */
    record WhoAmI() implements AccessRequest {}
}
