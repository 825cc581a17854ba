package dev.clawgateway.control.operations.membership;

import java.time.Duration;
import java.util.Set;

/**
 * How the registry of members is kept.
 *
 * @param clusterId the cluster of the gateway itself and of its nodes
 * @param nodeTimeout unheard for so long a member is inactive
 * @param retention how long an inactive member is remembered
 * @param probeAllow hosts that are probed although the member did not register from them
 */
public record MembershipSettings(
        boolean enabled,
        String clusterId,
        Duration nodeTimeout,
        Duration retention,
        Set<String> probeAllow) {
    public static final MembershipSettings DEFAULT =
            new MembershipSettings(
                    true,
                    "default-cluster",
                    Duration.ofSeconds(60),
                    Duration.ofHours(24),
                    Set.of());

    public MembershipSettings {
        probeAllow = Set.copyOf(probeAllow);
    }
}
