package dev.clawgateway.core.discovery;

import org.jspecify.annotations.Nullable;

/**
 * What the discovery registry knows beside its members.
 *
 * @param version grows by one with each join and each removal, and never goes back
 * @param leader who leads, as it is registered; null while that is not known
 */
public record DiscoveryStanding(long version, @Nullable MemberId leader, Bootstrap bootstrap) {
    public static final DiscoveryStanding INITIAL = new DiscoveryStanding(0, null, Bootstrap.OPEN);

    /** The same some versions on. */
    public DiscoveryStanding advanced(int by) {
        return new DiscoveryStanding(version + by, leader, bootstrap);
    }

    public DiscoveryStanding withLeader(@Nullable MemberId newLeader) {
        return new DiscoveryStanding(version, newLeader, bootstrap);
    }

    public DiscoveryStanding with(Bootstrap newBootstrap) {
        return new DiscoveryStanding(version, leader, newBootstrap);
    }
}
