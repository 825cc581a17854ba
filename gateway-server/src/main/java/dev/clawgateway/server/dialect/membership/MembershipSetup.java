package dev.clawgateway.server.dialect.membership;

import dev.clawgateway.control.operations.membership.MembershipSettings;
import java.util.Set;

/**
 * What the dialect is told of the configuration.
 *
 * @param corsOrigins of pages from elsewhere that may use it
 */
public record MembershipSetup(MembershipSettings registry, Set<String> corsOrigins) {
    /** Pages served by this machine, whatever their port. */
    public static final Set<String> LOOPBACK_ORIGINS =
            Set.of("http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*");

    public static final MembershipSetup DEFAULT =
            new MembershipSetup(MembershipSettings.DEFAULT, LOOPBACK_ORIGINS);

    public MembershipSetup {
        corsOrigins = Set.copyOf(corsOrigins);
    }
}
