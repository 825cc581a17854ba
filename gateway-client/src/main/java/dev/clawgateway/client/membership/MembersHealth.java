package dev.clawgateway.client.membership;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How all members do. */
public record MembersHealth(
        int total,
        int active,
        int inactive,
        int disabled,
        int unhealthy,
        boolean coordinatorHealthy,
        List<One> members) {
    public MembersHealth {
        members = List.copyOf(members);
    }

    /**
     * How one does.
     *
     * @param responseMillis null while it is not known
     * @param upSeconds 0 where it is not known
     */
    public record One(
            String id,
            String role,
            String status,
            Instant lastSeen,
            @Nullable Double responseMillis,
            double upSeconds) {}
}
