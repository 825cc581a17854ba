package dev.clawgateway.control.operations.sessions;

import dev.clawgateway.core.Peer;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that is open.
 *
 * @param who was found to speak on it; null before that is known
 * @param since when it was opened
 * @param lastHeard its last sign of life
 */
public record OpenSession(
        SessionId id,
        Kind kind,
        @Nullable Principal who,
        Peer peer,
        Instant since,
        Instant lastHeard) {
    /** What it counts as. */
    public enum Kind {
        /** It has not said anything yet. */
        UNDECIDED,
        NODE,
        OPERATOR
    }
}
