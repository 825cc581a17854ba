package dev.clawgateway.control.operations.membership;

import dev.clawgateway.core.membership.MemberRole;
import dev.clawgateway.core.membership.MemberStatus;
import org.jspecify.annotations.Nullable;

/** Which members are asked for; what is null does not matter. */
public record MemberFilter(
        @Nullable String clusterId, @Nullable MemberStatus status, @Nullable MemberRole role) {
    public static final MemberFilter ALL = new MemberFilter(null, null, null);

    boolean matches(MemberEntry entry) {
        return (clusterId == null || clusterId.equals(entry.card().clusterId()))
                && (status == null || status == entry.status())
                && (role == null || role == entry.card().role());
    }
}
