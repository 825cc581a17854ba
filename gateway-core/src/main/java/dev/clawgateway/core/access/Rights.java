package dev.clawgateway.core.access;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person or program may do, and where.
 *
 * @param virtualClusters the only ones that it sees and acts in, sorted; null for all. An empty
 *     list allows none
 * @param ownOnly whether it sees and acts on its own workloads alone
 */
public record Rights(Role role, @Nullable List<String> virtualClusters, boolean ownOnly) {
    /** Everything, everywhere. */
    public static final Rights FULL = new Rights(Role.ADMIN, null, false);

    public Rights {
        virtualClusters =
                virtualClusters == null
                        ? null
                        : virtualClusters.stream().distinct().sorted().toList();
    }

    /** Everywhere, in a role. */
    public static Rights of(Role role) {
        return new Rights(role, null, false);
    }

    public boolean covers(String virtualCluster) {
        return virtualClusters == null || virtualClusters.contains(virtualCluster);
    }

    /** Whether nobody with the other's rights could do what these do not allow. */
    public boolean include(Rights other) {
        return role.includes(other.role)
                && (virtualClusters == null || within(other.virtualClusters, virtualClusters))
                && (!ownOnly || other.ownOnly);
    }

    private static boolean within(@Nullable Collection<String> some, Collection<String> all) {
        return some != null && all.containsAll(some);
    }
}
