package dev.clawgateway.core.cluster;

import dev.clawgateway.core.discovery.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A wish about the discovery registry. */
public sealed interface DiscoveryCommand<O extends Outcome.Granted> extends Command.OfRegistry<O> {
    /**
     * A member joins, or registers again.
     *
     * @param metadata JSON texts by name; merged into what is known
     * @param rejoin whether it is in a cluster already, and so is never told to found one
     */
    record Register(
            MemberId id,
            String address,
            int port,
            List<String> capabilities,
            Map<String, String> metadata,
            boolean rejoin)
            implements DiscoveryCommand<DiscoveryOutcome.Registered> {}

    /** Somebody says who leads. */
    record PostLeader(MemberId leader) implements DiscoveryCommand<DiscoveryOutcome.OfMember> {}

    record Remove(MemberId member) implements DiscoveryCommand<DiscoveryOutcome.OfMember> {}

    /**
     * A member was not heard for too long.
     *
     * @param registeredAt as it was known then; when it has registered since, it stays
     */
    record Expire(MemberId member, Instant registeredAt)
            implements DiscoveryCommand<Outcome.Changed> {}

    /** Starts over: nobody is a member, and the next one to join may found a cluster. */
    record Reset() implements DiscoveryCommand<DiscoveryOutcome.WasReset> {}
}
